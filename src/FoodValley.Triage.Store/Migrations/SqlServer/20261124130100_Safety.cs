using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FoodValley.Triage.Store.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Safety : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "CompleteBy",
                table: "decisions",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Safety",
                table: "decisions",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateIndex(
                name: "IX_decisions_safety",
                table: "decisions",
                columns: new[] { "OrganisationId", "TeamId", "Sequence" },
                filter: "Safety = 1");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_decisions_safety",
                table: "decisions");

            migrationBuilder.DropColumn(
                name: "CompleteBy",
                table: "decisions");

            migrationBuilder.DropColumn(
                name: "Safety",
                table: "decisions");
        }
    }
}
