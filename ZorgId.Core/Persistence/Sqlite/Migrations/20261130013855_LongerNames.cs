using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ZorgId.Core.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class LongerNames : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {

        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {

        }
    }
}
