using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FoodValley.Triage.Store.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Exchanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "exchanges",
                columns: table => new
                {
                    OrganisationId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    DecisionSequence = table.Column<long>(type: "bigint", nullable: false),
                    SentAt = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    How = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_exchanges", x => new { x.OrganisationId, x.Sequence });
                    table.CheckConstraint("exchanges_filled", "How <> '' AND DecisionSequence >= 0 AND DecisionSequence < Sequence");
                    table.ForeignKey(
                        name: "FK_exchanges_leaves_OrganisationId_DecisionSequence",
                        columns: x => new { x.OrganisationId, x.DecisionSequence },
                        principalTable: "leaves",
                        principalColumns: new[] { "OrganisationId", "Sequence" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_exchanges_leaves_OrganisationId_Sequence",
                        columns: x => new { x.OrganisationId, x.Sequence },
                        principalTable: "leaves",
                        principalColumns: new[] { "OrganisationId", "Sequence" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_exchanges_OrganisationId_DecisionSequence",
                table: "exchanges",
                columns: new[] { "OrganisationId", "DecisionSequence" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "exchanges");
        }
    }
}
