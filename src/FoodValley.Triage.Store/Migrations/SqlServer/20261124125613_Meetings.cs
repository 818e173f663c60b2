using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FoodValley.Triage.Store.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Meetings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "meetings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    OrganisationId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    TeamId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    ConvenerId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    ConvenerName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_meetings", x => x.Id);
                    table.CheckConstraint("meetings_filled", "ConvenerId <> '' AND ConvenerName <> '' AND Version > 0");
                    table.ForeignKey(
                        name: "FK_meetings_organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_meetings_people_ConvenerId",
                        column: x => x.ConvenerId,
                        principalTable: "people",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_meetings_teams_TeamId",
                        column: x => x.TeamId,
                        principalTable: "teams",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "meeting_cases",
                columns: table => new
                {
                    MeetingId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    DossierId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_meeting_cases", x => new { x.MeetingId, x.Number });
                    table.CheckConstraint("meeting_cases_filled", "Number > 0");
                    table.ForeignKey(
                        name: "FK_meeting_cases_dossiers_DossierId",
                        column: x => x.DossierId,
                        principalTable: "dossiers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_meeting_cases_meetings_MeetingId",
                        column: x => x.MeetingId,
                        principalTable: "meetings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "meeting_lines",
                columns: table => new
                {
                    MeetingId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    ById = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    ByName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Body = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_meeting_lines", x => new { x.MeetingId, x.Number });
                    table.CheckConstraint("meeting_lines_filled", "Number > 0 AND ById <> '' AND Body <> ''");
                    table.ForeignKey(
                        name: "FK_meeting_lines_meetings_MeetingId",
                        column: x => x.MeetingId,
                        principalTable: "meetings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_meeting_cases_DossierId",
                table: "meeting_cases",
                column: "DossierId");

            migrationBuilder.CreateIndex(
                name: "IX_meeting_cases_MeetingId_DossierId",
                table: "meeting_cases",
                columns: new[] { "MeetingId", "DossierId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_meetings_ConvenerId",
                table: "meetings",
                column: "ConvenerId");

            migrationBuilder.CreateIndex(
                name: "IX_meetings_OrganisationId_TeamId_Day",
                table: "meetings",
                columns: new[] { "OrganisationId", "TeamId", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_meetings_TeamId",
                table: "meetings",
                column: "TeamId");

        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "meeting_cases");

            migrationBuilder.DropTable(
                name: "meeting_lines");

            migrationBuilder.DropTable(
                name: "meetings");
        }
    }
}
