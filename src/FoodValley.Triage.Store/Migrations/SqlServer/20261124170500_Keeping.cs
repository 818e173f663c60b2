using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FoodValley.Triage.Store.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Keeping : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_access_events_destroyed",
                table: "access_events",
                columns: new[] { "OrganisationId", "RecordId" },
                filter: "Action = 'destroyed'");

            // For whoever runs the script by hand; the program arms them again after every migration. Here, where every table exists that has one:
            // the next migration that adds such a table, or changes a trigger, takes this line along.
            migrationBuilder.Sql(Triggers.Sql(sqlite: false));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_access_events_destroyed",
                table: "access_events");
        }
    }
}
