using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ZorgId.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class FloodLimits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Network",
                table: "QrSessions",
                type: "TEXT",
                maxLength: 16,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_QrSessions_EndedAt",
                table: "QrSessions",
                column: "EndedAt");

            migrationBuilder.CreateIndex(
                name: "IX_PortalSessions_EndedAt",
                table: "PortalSessions",
                column: "EndedAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_QrSessions_EndedAt",
                table: "QrSessions");

            migrationBuilder.DropIndex(
                name: "IX_PortalSessions_EndedAt",
                table: "PortalSessions");

            migrationBuilder.DropColumn(
                name: "Network",
                table: "QrSessions");
        }
    }
}
