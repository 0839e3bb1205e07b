using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ZorgId.Core.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class TypedCodes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "TypedCodeExpiresAt",
                table: "QrSessions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TypedCodeMac",
                table: "QrSessions",
                type: "TEXT",
                maxLength: 43,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "PersonalCodes",
                columns: table => new
                {
                    SessionId = table.Column<string>(type: "TEXT", maxLength: 22, nullable: false),
                    Kid = table.Column<string>(type: "TEXT", maxLength: 43, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 43, nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonalCodes", x => new { x.SessionId, x.Kid, x.Number });
                    table.ForeignKey(
                        name: "FK_PersonalCodes_QrSessions_SessionId",
                        column: x => x.SessionId,
                        principalTable: "QrSessions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ServerKeys",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ProtectedValue = table.Column<byte[]>(type: "BLOB", maxLength: 1024, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ServerKeys", x => x.Name);
                });

            migrationBuilder.CreateIndex(
                name: "UX_QrSessions_TypedCodeMac",
                table: "QrSessions",
                column: "TypedCodeMac",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PersonalCodes");

            migrationBuilder.DropTable(
                name: "ServerKeys");

            migrationBuilder.DropIndex(
                name: "UX_QrSessions_TypedCodeMac",
                table: "QrSessions");

            migrationBuilder.DropColumn(
                name: "TypedCodeExpiresAt",
                table: "QrSessions");

            migrationBuilder.DropColumn(
                name: "TypedCodeMac",
                table: "QrSessions");
        }
    }
}
