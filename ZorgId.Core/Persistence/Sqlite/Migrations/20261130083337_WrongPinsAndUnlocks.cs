using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ZorgId.Core.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class WrongPinsAndUnlocks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "LastWrongPinAt",
                table: "Phones",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "UnlockLoggedAt",
                table: "Phones",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "UnloggedUnlocks",
                table: "Phones",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "UntoldWrongPins",
                table: "Phones",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "LastWrongPinAt",
                table: "AnsweredMessages",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "WrongPins",
                table: "AnsweredMessages",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "LastWrongPinAt",
                table: "Phones");

            migrationBuilder.DropColumn(
                name: "UnlockLoggedAt",
                table: "Phones");

            migrationBuilder.DropColumn(
                name: "UnloggedUnlocks",
                table: "Phones");

            migrationBuilder.DropColumn(
                name: "UntoldWrongPins",
                table: "Phones");

            migrationBuilder.DropColumn(
                name: "LastWrongPinAt",
                table: "AnsweredMessages");

            migrationBuilder.DropColumn(
                name: "WrongPins",
                table: "AnsweredMessages");
        }
    }
}
