using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ZorgId.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class OneTableOfKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("INSERT INTO ServerKeys (Name, ProtectedValue) SELECT 'audit', ProtectedKey FROM AuditKeys;");
            migrationBuilder.DropTable(
                name: "AuditKeys");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
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
