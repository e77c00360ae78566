// easy-template-x and docxtemplater as a program that answers: a line "<engine> <times>" on stdin
// fills the template that often and prints the CPU milliseconds of one document.
// Usage: node peers.mjs TEMPLATE.docx DATA.json OUTPUT_FOLDER
import fs from "node:fs";
import path from "node:path";
import readline from "node:readline";
import Docxtemplater from "docxtemplater";
import PizZip from "pizzip";
import { TemplateHandler } from "easy-template-x";

const [templateFile, dataFile, folder] = process.argv.slice(2);
const template = fs.readFileSync(templateFile);
const data = JSON.parse(fs.readFileSync(dataFile, "utf8"));
const handler = new TemplateHandler();

const engines = {
  "easy-template-x": (template, data) => handler.process(template, data),
  docxtemplater: (template, data) => {
    const document = new Docxtemplater(new PizZip(template), { paragraphLoop: true });
    document.render(data);
    return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
  },
};

for await (const line of readline.createInterface({ input: process.stdin })) {
  const [name, times] = line.split(" ");
  const started = process.cpuUsage();
  for (let i = 0; i < Number(times); i++) {
    const docx = await engines[name](template, data);
    fs.writeFileSync(path.join(folder, `${name}.docx`), docx);
  }
  const { user, system } = process.cpuUsage(started);
  console.log((user + system) / 1000 / Number(times));
}
