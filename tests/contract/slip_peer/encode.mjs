// SPDX-License-Identifier: Apache-2.0
// Reads slips from standard input, one JSON object a line as the helper's protocol has them, and writes for each the
// ESC/POS bytes that an encoder of other people makes of it, in hexadecimal, one line each.
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const encoderOf = require('@point-of-sale/receipt-printer-encoder');
const Encoder = encoderOf.default ?? encoderOf;
const iconv = require('iconv-lite');

const chinese = (text) => [...text].some((c) => c.codePointAt(0) > 0x7e);

// The encoder knows no Chinese code page: such text is brought as bytes of GBK, and centred by the printer.
function addText(encoder, line) {
    const size = line.size >= 2 ? 2 : 1;
    encoder.bold(line.bold).size(size, size);
    if (chinese(line.text)) {
        encoder.raw([0x1b, 0x61, line.centred ? 1 : 0, 0x1c, 0x26]);
        encoder.raw([...iconv.encode(line.text, 'gbk')]).newline();
        encoder.raw([0x1b, 0x61, 0]);
    } else {
        encoder.align(line.centred ? 'center' : 'left').text(line.text).newline();
    }
    encoder.align('left').bold(false).size(1, 1);
}

function encoded(slip, columns) {
    const encoder = new Encoder({ language: 'esc-pos', columns, feedBeforeCut: 3 });
    for (const line of slip.lines) {
        if (line.kind === 'text') {
            addText(encoder, line);
        } else if (line.kind === 'rule') {
            encoder.text('-'.repeat(columns)).newline();
        } else if (line.kind === 'code') {
            encoder.align('center').qrcode(line.text, { model: 2, size: 6, errorlevel: 'm' }).align('left');
        } else {
            for (let i = 0; i < line.size; ++i) encoder.newline();
        }
    }
    if (slip.cut) encoder.cut('partial');
    return Buffer.concat([Buffer.from([0x1b, 0x40]), Buffer.from(encoder.encode())]);
}

const columns = Number(process.argv[2]);
for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() !== '') process.stdout.write(encoded(JSON.parse(line), columns).toString('hex') + '\n');
}
