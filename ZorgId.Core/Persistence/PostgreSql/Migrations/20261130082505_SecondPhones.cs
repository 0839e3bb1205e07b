using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ZorgId.Core.Persistence.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class SecondPhones : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "SecondPhoneAnsweredAt",
                table: "QrSessions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "SecondPhoneAt",
                table: "QrSessions",
                type: "timestamp with time zone",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "SecondPhoneAnsweredAt",
                table: "QrSessions");

            migrationBuilder.DropColumn(
                name: "SecondPhoneAt",
                table: "QrSessions");
        }
    }
}
