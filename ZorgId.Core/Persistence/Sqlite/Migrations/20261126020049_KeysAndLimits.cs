using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ZorgId.Core.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class KeysAndLimits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // The log's key moves to where the other keys are: the chain goes on under it.
            migrationBuilder.Sql("INSERT INTO ServerKeys (Name, ProtectedValue) SELECT 'audit', ProtectedKey FROM AuditKeys;");
            migrationBuilder.DropTable(
                name: "AuditKeys");

            migrationBuilder.AddColumn<string>(
                name: "Network",
                table: "QrSessions",
                type: "TEXT",
                maxLength: 16,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "EndedBy",
                table: "PortalSessions",
                type: "TEXT",
                maxLength: 40,
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

            migrationBuilder.DropColumn(
                name: "EndedBy",
                table: "PortalSessions");

            migrationBuilder.CreateTable(
                name: "AuditKeys",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    ProtectedKey = table.Column<byte[]>(type: "BLOB", maxLength: 1024, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditKeys", x => x.Id);
                });
            migrationBuilder.Sql("INSERT INTO AuditKeys (Id, ProtectedKey) SELECT 1, ProtectedValue FROM ServerKeys WHERE Name = 'audit';");
        }
    }
}
