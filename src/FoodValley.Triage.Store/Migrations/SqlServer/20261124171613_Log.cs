using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FoodValley.Triage.Store.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Log : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Origin",
                table: "access_events",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Outcome",
                table: "access_events",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Purpose",
                table: "access_events",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "TeamId",
                table: "access_events",
                type: "nvarchar(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "access_batches",
                columns: table => new
                {
                    OrganisationId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    AfterEvent = table.Column<long>(type: "bigint", nullable: false),
                    LastEvent = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_access_batches", x => new { x.OrganisationId, x.Sequence });
                    table.ForeignKey(
                        name: "FK_access_batches_leaves_OrganisationId_Sequence",
                        columns: x => new { x.OrganisationId, x.Sequence },
                        principalTable: "leaves",
                        principalColumns: new[] { "OrganisationId", "Sequence" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "emergencies",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    OrganisationId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    DossierId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PersonId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    TeamId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Words = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    Until = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_emergencies", x => x.Id);
                    table.CheckConstraint("emergencies_why", "Words <> '' AND Reason <> ''");
                    table.ForeignKey(
                        name: "FK_emergencies_organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "log_reviews",
                columns: table => new
                {
                    OrganisationId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    TeamId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    ById = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    ByName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    ByRole = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    FromDay = table.Column<DateOnly>(type: "date", nullable: false),
                    UntilDay = table.Column<DateOnly>(type: "date", nullable: false),
                    Events = table.Column<int>(type: "int", nullable: false),
                    OwnSignals = table.Column<int>(type: "int", nullable: false),
                    Conclusion = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_log_reviews", x => new { x.OrganisationId, x.Number });
                    table.CheckConstraint("log_reviews_filled", "Conclusion <> '' AND ById <> ''");
                    table.ForeignKey(
                        name: "FK_log_reviews_organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "processing_outbox",
                columns: table => new
                {
                    EventId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_processing_outbox", x => x.EventId);
                });

            migrationBuilder.CreateTable(
                name: "log_review_signals",
                columns: table => new
                {
                    OrganisationId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    Place = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    PersonId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: true),
                    Count = table.Column<int>(type: "int", nullable: false),
                    EmergencyId = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_log_review_signals", x => new { x.OrganisationId, x.Number, x.Place });
                    table.ForeignKey(
                        name: "FK_log_review_signals_log_reviews_OrganisationId_Number",
                        columns: x => new { x.OrganisationId, x.Number },
                        principalTable: "log_reviews",
                        principalColumns: new[] { "OrganisationId", "Number" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_emergencies_OrganisationId_DossierId",
                table: "emergencies",
                columns: new[] { "OrganisationId", "DossierId" });

            migrationBuilder.CreateIndex(
                name: "IX_emergencies_OrganisationId_PersonId",
                table: "emergencies",
                columns: new[] { "OrganisationId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_log_review_signals_OrganisationId_EmergencyId",
                table: "log_review_signals",
                columns: new[] { "OrganisationId", "EmergencyId" });

            // For whoever runs the script by hand; the program arms them again after every migration. Here, where every table exists that has one:
            // the next migration that adds such a table takes this line along.
            migrationBuilder.Sql(Triggers.Sql(sqlite: false));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "access_batches");

            migrationBuilder.DropTable(
                name: "emergencies");

            migrationBuilder.DropTable(
                name: "log_review_signals");

            migrationBuilder.DropTable(
                name: "processing_outbox");

            migrationBuilder.DropTable(
                name: "log_reviews");

            migrationBuilder.DropColumn(
                name: "Origin",
                table: "access_events");

            migrationBuilder.DropColumn(
                name: "Outcome",
                table: "access_events");

            migrationBuilder.DropColumn(
                name: "Purpose",
                table: "access_events");

            migrationBuilder.DropColumn(
                name: "TeamId",
                table: "access_events");
        }
    }
}
