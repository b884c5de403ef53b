#!/usr/bin/env bash
# Noto Sans SC 2.004 (@expo-google-fonts/noto-sans-sc 0.4.3) with pdfkit 0.20.2: all of Vietnamese, none of "ł".
#
# Behaviour: the font has every letter of Vietnamese, Pinyin, French, German, Russian and Japanese kana, and lacks letters
#   of Polish, Czech, Croatian, Romanian, Hungarian, Turkish, Ukrainian and of accented Greek. pdfkit draws the missing
#   ones as empty boxes and says nothing; `font.hasGlyphForCodePoint` of fontkit has to be asked before.
# One would expect: a Noto font of 30,000 characters that knows the letters of Vietnamese knows those of Polish, or that
#   a PDF cannot be made of letters that are not there.
# What follows: posters for shops in Shanghai come out well, those of the branch in Łódź with boxes, and whoever copies
#   the name from the PDF gets U+0000 in their place.
# Seen (Node 24): vi=all fr=all de=all ru=all pinyin=all kana=all pl=ąćęłśźż cs=čďřšťůž hr=čćšž ro=șț hu=őű tr=ğış uk=ґєії el=άέήίόύώ pdfkit=silent,1 box
#
# Asks the font for letters, and makes one page with "ł". Ends with one line; exits non-zero when that changes.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @expo-google-fonts/noto-sans-sc@0.4.3 fontkit@2.0.4 pdfkit@0.20.2
cat >probe.mjs <<'JS'
import { openSync } from 'fontkit';
import PDFDocument from 'pdfkit';

const file = 'node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';
const font = openSync(file);
const alphabets = {
	vi: 'ăâđêôơưấầẩẫậ',
	fr: 'àâæçéèêëîïôœùûüÿ',
	de: 'äöüß',
	ru: 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя',
	pinyin: 'āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ',
	kana: 'あアー',
	pl: 'ąćęłńóśźż',
	cs: 'áčďéěíňóřšťúůýž',
	hr: 'čćđšž',
	ro: 'ăâîșț',
	hu: 'áéíóöőúüű',
	tr: 'çğıöşü',
	uk: 'ґєії',
	el: 'αβγδεζηθικλμνξοπρστυφχψωάέήίόύώ'
};
const lacks = (letters) => [...letters].filter((one) => !font.hasGlyphForCodePoint(one.codePointAt(0))).join('') || 'all';
const said = [];
console.warn = console.error = (...words) => said.push(words.join(' '));
const page = new PDFDocument({ compress: false });
const pieces = [];
page.on('data', (piece) => pieces.push(piece));
page.font(file).text('ł');
page.end();
await new Promise((done) => page.on('end', done));
const boxes = font.layout('ł').glyphs.filter(({ id }) => id === 0).length;
const made = Buffer.concat(pieces).subarray(0, 5).toString() === '%PDF-';
const told = Object.entries(alphabets).map(([name, letters]) => `${name}=${lacks(letters)}`);
console.log(...told, `pdfkit=${made && said.length === 0 ? 'silent' : 'told'},${boxes} box`);
JS
got=$(node probe.mjs)
echo "$got"
test "$got" = 'vi=all fr=all de=all ru=all pinyin=all kana=all pl=ąćęłśźż cs=čďřšťůž hr=čćšž ro=șț hu=őű tr=ğış uk=ґєії el=άέήίόύώ pdfkit=silent,1 box'
