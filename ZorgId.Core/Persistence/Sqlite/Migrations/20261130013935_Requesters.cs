using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ZorgId.Core.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Requesters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ClaimedFromAddress",
                table: "QrSessions",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ClaimedFromBrowser",
                table: "QrSessions",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ClaimedFromPlatform",
                table: "QrSessions",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Platform",
                table: "QrSessions",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SecondPhoneFromAddress",
                table: "QrSessions",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SecondPhoneFromBrowser",
                table: "QrSessions",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SecondPhoneFromPlatform",
                table: "QrSessions",
                type: "TEXT",
                maxLength: 100,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "ClaimedFromAddress",
                table: "QrSessions");

            migrationBuilder.DropColumn(
                name: "ClaimedFromBrowser",
                table: "QrSessions");

            migrationBuilder.DropColumn(
                name: "ClaimedFromPlatform",
                table: "QrSessions");

            migrationBuilder.DropColumn(
                name: "Platform",
                table: "QrSessions");

            migrationBuilder.DropColumn(
                name: "SecondPhoneFromAddress",
                table: "QrSessions");

            migrationBuilder.DropColumn(
                name: "SecondPhoneFromBrowser",
                table: "QrSessions");

            migrationBuilder.DropColumn(
                name: "SecondPhoneFromPlatform",
                table: "QrSessions");
        }
    }
}
