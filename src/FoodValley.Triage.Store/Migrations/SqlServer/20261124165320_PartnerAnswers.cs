using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FoodValley.Triage.Store.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class PartnerAnswers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Answers",
                table: "partners",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Answers",
                table: "partners");
        }
    }
}
