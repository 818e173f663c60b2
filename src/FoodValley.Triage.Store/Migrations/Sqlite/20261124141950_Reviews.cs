using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FoodValley.Triage.Store.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Reviews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "edition_confirmations",
                columns: table => new
                {
                    OrganisationId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    EditionId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    ConfirmedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ConfirmedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    MarkedBy = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    MarkedAt = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_edition_confirmations", x => new { x.OrganisationId, x.EditionId, x.Number });
                    table.CheckConstraint("edition_confirmations_filled", "ConfirmedBy <> '' AND MarkedBy <> ''");
                    table.ForeignKey(
                        name: "FK_edition_confirmations_organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "report_days",
                columns: table => new
                {
                    OrganisationId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Alike = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Month = table.Column<int>(type: "INTEGER", nullable: false),
                    TeamId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Level = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Sector = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Ground = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    EditionId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Safety = table.Column<bool>(type: "INTEGER", nullable: false),
                    Deviation = table.Column<bool>(type: "INTEGER", nullable: false),
                    Afterwards = table.Column<bool>(type: "INTEGER", nullable: false),
                    Uninformed = table.Column<bool>(type: "INTEGER", nullable: false),
                    InformOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Decisions = table.Column<long>(type: "INTEGER", nullable: false),
                    Exchanged = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_report_days", x => new { x.OrganisationId, x.Day, x.Alike });
                    table.CheckConstraint("report_days_counted", "Decisions >= 0 AND Exchanged >= 0");
                    table.ForeignKey(
                        name: "FK_report_days_organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "review_items",
                columns: table => new
                {
                    OrganisationId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    RecordId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TeamId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    AuthorId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Level = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Sector = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Ground = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Safety = table.Column<bool>(type: "INTEGER", nullable: false),
                    Deviation = table.Column<bool>(type: "INTEGER", nullable: false),
                    Reasons = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Signed = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Due = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    AssignedTo = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_review_items", x => new { x.OrganisationId, x.Sequence });
                    table.ForeignKey(
                        name: "FK_review_items_leaves_OrganisationId_Sequence",
                        columns: x => new { x.OrganisationId, x.Sequence },
                        principalTable: "leaves",
                        principalColumns: new[] { "OrganisationId", "Sequence" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "review_settings",
                columns: table => new
                {
                    OrganisationId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    LotKey = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    Percentage = table.Column<int>(type: "INTEGER", nullable: false),
                    Term = table.Column<int>(type: "INTEGER", nullable: false),
                    UpTo = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_review_settings", x => x.OrganisationId);
                    table.CheckConstraint("review_settings_sound", "Percentage >= 0 AND Percentage <= 100 AND Term >= 1 AND UpTo >= 0");
                    table.ForeignKey(
                        name: "FK_review_settings_organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_review_items_OrganisationId_AssignedTo_State",
                table: "review_items",
                columns: new[] { "OrganisationId", "AssignedTo", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_review_items_OrganisationId_AuthorId_State",
                table: "review_items",
                columns: new[] { "OrganisationId", "AuthorId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_review_items_OrganisationId_State_Day",
                table: "review_items",
                columns: new[] { "OrganisationId", "State", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_review_items_OrganisationId_TeamId_State_Due_Sequence",
                table: "review_items",
                columns: new[] { "OrganisationId", "TeamId", "State", "Due", "Sequence" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "edition_confirmations");

            migrationBuilder.DropTable(
                name: "report_days");

            migrationBuilder.DropTable(
                name: "review_items");

            migrationBuilder.DropTable(
                name: "review_settings");
        }
    }
}
