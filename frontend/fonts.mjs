// Cuts Be Vietnam Pro down to what Vietnamese text needs, so that four files weigh about 22 KB together.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import subsetFont from "subset-font";

const source = "node_modules/@fontsource/be-vietnam-pro";
const target = process.argv[2];
const span = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCharCode(from + i)).join("");
const parts = {
  latin: span(0x20, 0x7e) + "àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ" + "\u00a0§«»°²·×–—‘’“”•…←→",
  vietnamese: "ĂăĐđĨĩŨũƠơƯư₫" + span(0x1ea0, 0x1ef9),
};

mkdirSync(target, { recursive: true });
for (const weight of [400, 600]) {
  for (const [part, text] of Object.entries(parts)) {
    const font = readFileSync(`${source}/files/be-vietnam-pro-${part}-${weight}-normal.woff2`);
    const cut = await subsetFont(font, text, {
      targetFormat: "woff2",
      noHinting: true,
      keepFeatures: ["kern", "mark", "tnum"],
      preserveNameIds: [0, 13, 14],
    });
    writeFileSync(`${target}/be-vietnam-pro-${part}-${weight}.woff2`, cut);
  }
}
writeFileSync(`${target}/OFL.txt`, readFileSync(`${source}/LICENSE`));
