// Opens a book with exceljs and SheetJS and tells what they read of a sheet, as JSON: node readers.mjs FOLDER BOOK SHEET
// FOLDER has both as node_modules.
import { createRequire } from "node:module";

const [folder, book, sheet] = process.argv.slice(2);
const require = createRequire(`${folder}/package.json`);
const ExcelJS = require("exceljs");
const SheetJS = require("xlsx");

const plain = (value) => (value && typeof value === "object" ? value.text ?? value.result ?? null : value ?? null);

const one = new ExcelJS.Workbook();
await one.xlsx.readFile(book);
const rows = [];
one.getWorksheet(sheet).eachRow({ includeEmpty: true }, (row) => rows.push([2, 3].map((at) => plain(row.getCell(at).value))));
const exceljs = { sheets: one.worksheets.map((each) => each.name), rows };

const other = SheetJS.readFile(book);
const sheetjs = {
  sheets: other.SheetNames,
  rows: SheetJS.utils
    .sheet_to_json(other.Sheets[sheet], { header: 1, range: 0, defval: null, blankrows: true })
    .map((row) => row.slice(1, 3)),
};
console.log(JSON.stringify({ exceljs, sheetjs }));
