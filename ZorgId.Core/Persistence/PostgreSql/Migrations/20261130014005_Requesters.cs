using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ZorgId.Core.Persistence.PostgreSql.Migrations
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
                type: "character varying(100)",
                maxLength: 100,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "ClaimedFromBrowser",
                table: "QrSessions",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "ClaimedFromPlatform",
                table: "QrSessions",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "Platform",
                table: "QrSessions",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "SecondPhoneFromAddress",
                table: "QrSessions",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "SecondPhoneFromBrowser",
                table: "QrSessions",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "SecondPhoneFromPlatform",
                table: "QrSessions",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true,
                collation: "C");
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
