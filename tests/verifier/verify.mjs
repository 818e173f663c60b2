#!/usr/bin/env node
// A second verifier of export packages, written from docs/ledger.md alone, with nothing but Node's standard library.
//   node verify.mjs FILE.zip [--key PUBLIC.pem]        one verdict as a JSON line; exit code 0 good, 1 wrong, 3 cannot read
//   node verify.mjs --stream                           packages on standard input, each a line of base64; a verdict line for each
import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { inflateRawSync } from 'node:zlib';

const NAMES = ['leaves.bin', 'rows.jsonl', 'rows.csv', 'checkpoint.txt', 'manifest.json'];
const HASHED = NAMES.slice(0, 4);
const COLUMNS = ['leaf', 'time', 'edition', 'protocol', 'refers',
  'format', 'kind', 'level', 'sector', 'outcome', 'ground', 'safety', 'team', 'deviation', 'extraItems', 'items', 'warnings', 'otherCapacity', 'protocolMissing', 'signed',
  'planAgreement', 'consent', 'clientPassesOn', 'safetyTiming', 'completeBy', 'threatKind', 'informWhen', 'informReviewOn', 'shielded', 'recordedAfterwards', 'funding',
  'fundingContent', 'participants', 'toldThat', 'toldWhat', 'everythingToEverybody', 'recipientKind', 'notSharingReason', 'heldUntil', 'momentFrom', 'momentTo', 'specialData',
  'criminalData', 'secrecyWay', 'consentIncomplete', 'informed', 'talked', 'other'];
const DEVELOPMENT_SENTENCE_PREFIX = 'foodvalley-triage-development/';
const OWN_PREFIX = 'foodvalley-triage/';

class Wrong extends Error {
  constructor(leaf, kind, reason) { super(reason); this.leaf = leaf; this.kind = kind; }
}
const sha256 = (...parts) => { const h = createHash('sha256'); for (const p of parts) h.update(p); return h.digest(); };
const strictUtf8 = (bytes) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);

// RFC 8785: JavaScript's own spelling of numbers and strings, keys sorted by UTF-16 code units.
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object') return `{${Object.keys(value).sort().map((k) => `${JSON.stringify(k)}:${canonical(value[k])}`).join(',')}}`;
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error('not finite');
  return JSON.stringify(value);
}
function parseCanonical(bytes) {
  const text = strictUtf8(bytes);
  const value = JSON.parse(text);
  if (canonical(value) !== text) throw new Error('written in another way');
  return value;
}
const isObject = (v) => v !== null && typeof v === 'object' && !Array.isArray(v);
function base64(text) {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) throw new Error('base64 is written in one way');
  return bytes;
}

function unzip(file) {
  const wrong = (reason) => { throw new Wrong(null, 'package', reason); };
  if (file.length < 22) wrong('no ZIP');
  const end = file.subarray(file.length - 22);
  if (end.readUInt32LE(0) !== 0x06054b50 || end.readUInt16LE(4) || end.readUInt16LE(6) || end.readUInt16LE(8) !== 5 || end.readUInt16LE(10) !== 5 || end.readUInt16LE(20)) wrong('no ZIP of a package');
  const [length, offset] = [end.readUInt32LE(12), end.readUInt32LE(16)];
  if (offset + length + 22 !== file.length) wrong('something before the end');
  const parts = {};
  let [at, next] = [offset, 0];
  for (const name of NAMES) {
    if (at + 46 + name.length > offset + length) wrong('the list is cut');
    const entry = file.subarray(at, at + 46);
    if (entry.readUInt32LE(0) !== 0x02014b50 || entry.readUInt16LE(28) !== name.length || file.toString('latin1', at + 46, at + 46 + name.length) !== name) wrong(`no ${name} in its place`);
    if (entry.readUInt16LE(30) || entry.readUInt16LE(32) || entry.readUInt16LE(34) || entry.readUInt16LE(36) || entry.readUInt32LE(38)) wrong(`more about ${name}`);
    const method = entry.readUInt16LE(10);
    if ((entry.readUInt16LE(8) & 9) !== 0 || (method !== 0 && method !== 8) || entry.readUInt32LE(42) !== next) wrong(`${name} packed in another way`);
    if (next + 30 + name.length > file.length) wrong('the ZIP is cut');
    const local = file.subarray(next, next + 30);
    if (local.readUInt32LE(0) !== 0x04034b50 || !local.subarray(4, 28).equals(entry.subarray(6, 30)) || local.readUInt16LE(28) || file.toString('latin1', next + 30, next + 30 + name.length) !== name) wrong(`two heads of ${name} differ`);
    const [packed, whole] = [entry.readUInt32LE(20), entry.readUInt32LE(24)];
    if (method === 0 && packed !== whole) wrong(`length of ${name}`);
    const start = next + 30 + name.length;
    parts[name] = { method, whole, bytes: file.subarray(start, start + packed) };
    next = start + packed;
    at += 46 + name.length;
  }
  if (at !== offset + length || next !== offset) wrong('something between the files');
  return parts;
}
function content(part, kind) {
  let bytes = part.bytes;
  if (part.method === 8) {
    try { bytes = inflateRawSync(part.bytes, { maxOutputLength: Math.max(1, part.whole) }); } catch { throw new Wrong(null, kind, 'cannot be unpacked'); }
  }
  if (bytes.length !== part.whole) throw new Wrong(null, kind, 'another length');
  return bytes;
}

const leafHash = (leaf) => sha256(Buffer.of(0), leaf);
const nodeHash = (left, right) => sha256(Buffer.of(1), left, right);
function root(hashes, from = 0, count = hashes.length) {
  if (count === 0) return sha256();
  if (count === 1) return hashes[from];
  let left = 1;
  while (left * 2 < count) left *= 2;
  return nodeHash(root(hashes, from, left), root(hashes, from + left, count - left));
}

function publicKey(der) {
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1' || !key.export({ format: 'der', type: 'spki' }).equals(der)) throw new Error('no P-256 key');
  return key;
}
const signed = (der, bytes, signature) => { try { return verifySignature('sha256', bytes, publicKey(der), signature); } catch { return false; } };

const MANIFEST = ['at', 'by', 'decisions', 'files', 'filter', 'format', 'key', 'lines', 'organisation', 'size'];
const FILTER = { from: 'string', to: 'string', levels: 'list', outcomes: 'list', grounds: 'list', sectors: 'list', teams: 'list', reviews: 'list', safety: 'boolean', deviation: 'boolean' };
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const keysAre = (object, names) => isObject(object) && Object.keys(object).sort().join() === [...names].sort().join();
const isCount = (n) => Number.isSafeInteger(n) && n >= 0;

function readManifest(bytes) {
  const manifest = parseCanonical(bytes);
  const { signature, ...said } = manifest;
  if (!keysAre(said, MANIFEST) || said.format !== 1 || typeof signature !== 'string' || typeof said.organisation !== 'string' || !MOMENT.test(said.at)) throw new Error('members');
  if (!keysAre(said.by, ['id', 'role']) || !keysAre(said.lines, ['first', 'count']) || !keysAre(said.decisions, ['inPeriod', 'selected']) || !keysAre(said.files, HASHED)) throw new Error('members');
  if (!keysAre(said.key, ['algorithm', 'public', 'development']) || said.key.algorithm !== 'ECDSA-P256-SHA256') throw new Error('key');
  if (!isCount(said.size)) throw new Error('size');
  if (!isObject(said.filter)) throw new Error('filter');
  for (const [name, value] of Object.entries(said.filter)) {
    const kind = FILTER[name];
    if (kind === 'list' ? !(Array.isArray(value) && value.length > 0 && value.every((v) => typeof v === 'string')) : typeof value !== kind) throw new Error('filter');
    if (kind === 'string' && !MOMENT.test(value)) throw new Error('filter');
  }
  return { said, der: base64(said.key.public), signature: base64(signature), signedBytes: Buffer.from(canonical(said)) };
}

function readCheckpoint(bytes) {
  const lines = strictUtf8(bytes).split('\n');
  if (lines.length !== 6 || lines[3] !== '' || lines[5] !== '') throw new Error('lines');
  const [origin, size, hash] = lines;
  const prefix = [DEVELOPMENT_SENTENCE_PREFIX, OWN_PREFIX].find((p) => origin.startsWith(p));
  if (!prefix || !/^[^\s+]+$/.test(origin.slice(prefix.length)) || !/^(0|[1-9]\d{0,15})$/.test(size)) throw new Error('body');
  const mark = `— ${origin} `;
  if (!lines[4].startsWith(mark)) throw new Error('name');
  const note = base64(lines[4].slice(mark.length));
  const treeRoot = base64(hash);
  if (treeRoot.length !== 32 || note.length < 5) throw new Error('length');
  return { organisation: origin.slice(prefix.length), development: prefix === DEVELOPMENT_SENTENCE_PREFIX, size: Number(size), root: treeRoot, keyId: note.subarray(0, 4), signature: note.subarray(4), body: Buffer.from(`${origin}\n${size}\n${hash}\n`) };
}

const covers = (filter, time) => (filter.from === undefined || time >= filter.from) && (filter.to === undefined || time < filter.to);
const periodOnly = (filter) => Object.keys(filter).every((k) => k === 'from' || k === 'to');
const among = (list, value) => list === undefined || list.includes(value);
const selects = (filter, facts) => among(filter.levels, facts.level) && among(filter.outcomes, facts.outcome) && among(filter.grounds, facts.ground) && among(filter.sectors, facts.sector) && among(filter.teams, facts.team)
  && (filter.safety === undefined || (facts.safety === true) === filter.safety) && (filter.deviation === undefined || (facts.deviation === true) === filter.deviation);

function cell(value) {
  if (value === undefined || value === null || value === '') return '';
  if (typeof value === 'boolean') return String(value);
  let text = typeof value === 'string' ? value : canonical(value);
  if (typeof value !== 'number' && '=+-@\t\r\n＝＋－＠'.includes(text[0])) text = `'${text}`;
  return /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
function csvLine(leaf, facts) {
  const known = new Set(COLUMNS.slice(5, -1));
  const rest = Object.fromEntries(Object.entries(facts).filter(([k]) => !known.has(k)));
  return [leaf.sequence, leaf.time, leaf.edition, leaf.protocol, leaf.refers.join(' '), ...COLUMNS.slice(5, -1).map((c) => facts[c]), Object.keys(rest).length ? rest : undefined].map(cell).join(';') + '\r\n';
}

const LEAF = ['content', 'edition', 'facts', 'format', 'kind', 'organisation', 'protocol', 'refers', 'sequence', 'time'];
const HEX64 = /^[0-9a-f]{64}$/;

function check(file, trusted, state) {
  const parts = unzip(file);
  let manifest;
  try { manifest = readManifest(content(parts['manifest.json'], 'manifest')); } catch (e) { throw e instanceof Wrong ? e : new Wrong(null, 'manifest', e.message); }
  const { said, der } = manifest;
  state.organisation = said.organisation;
  state.key = sha256(der).toString('hex');
  if (!signed(der, manifest.signedBytes, manifest.signature)) throw new Wrong(null, 'signature', 'the manifest is not signed with its key');
  if (trusted && !trusted.equals(der)) throw new Wrong(null, 'signature', 'another key than the trusted one');
  let note;
  try { note = readCheckpoint(content(parts['checkpoint.txt'], 'checkpoint')); } catch (e) { throw e instanceof Wrong ? e : new Wrong(null, 'checkpoint', e.message); }
  [state.size, state.root] = [note.size, note.root.toString('hex')];
  if (note.organisation !== said.organisation || note.size !== said.size || note.development !== said.key.development) throw new Wrong(null, 'checkpoint', 'of another ledger or moment');
  if (!note.keyId.equals(sha256(der).subarray(0, 4)) || !signed(der, note.body, note.signature)) throw new Wrong(null, 'checkpoint', 'not signed with the key of the manifest');

  if (parts['leaves.bin'].whole !== 32 * said.size) throw new Wrong(null, 'sequence', 'leaves.bin has another length');
  const leaves = content(parts['leaves.bin'], 'package');
  const hashes = Array.from({ length: said.size }, (_, i) => leaves.subarray(32 * i, 32 * i + 32));
  const { first, count } = said.lines;
  if (!isCount(first) || !isCount(count) || first + count > said.size || (count === 0) !== (said.size === 0)) throw new Wrong(null, 'rows', 'no part of the ledger');
  if (said.filter.from === undefined && first > 0) throw new Wrong(first, 'rows', 'begins late');
  if (said.filter.to === undefined && first + count < said.size) throw new Wrong(first + count, 'rows', 'ends early');

  let csv = '\uFEFF' + COLUMNS.join(';') + '\r\n';
  const csvIs = Buffer.from(content(parts['rows.csv'], 'csv'));
  let csvAt = 0;
  const csvNext = (text, number) => {
    const bytes = Buffer.from(text);
    if (!csvIs.subarray(csvAt, csvAt + bytes.length).equals(bytes)) throw new Wrong(number, 'csv', 'the table differs');
    csvAt += bytes.length;
  };
  csvNext(csv, null);
  const rows = content(parts['rows.jsonl'], 'unreadable');
  let at = 0;
  for (let number = first; number < first + count; number++) {
    const to = rows.indexOf(10, at);
    if (to < 0) throw new Wrong(number, 'sequence', 'the line is missing');
    lineIs(rows.subarray(at, to), number, said, hashes, csvNext, state);
    at = to + 1;
  }
  if (at !== rows.length) throw new Wrong(first + count, 'sequence', 'a line beyond the end');
  if (csvAt !== csvIs.length) throw new Wrong(null, 'csv', 'a row too many');
  if (state.decisions !== said.decisions.inPeriod || state.selected !== said.decisions.selected) throw new Wrong(null, 'manifest', 'other counts');
  if (!root(hashes).equals(note.root)) throw new Wrong(null, 'head', 'the root does not follow from leaves.bin');
  for (const name of HASHED) if (sha256(content(parts[name], 'manifest')).toString('hex') !== said.files[name]) throw new Wrong(null, 'manifest', `${name} is another file`);
}

function lineIs(bytes, number, said, hashes, csvNext, state) {
  const hash = hashes[number];
  let row;
  try { row = parseCanonical(bytes); } catch { throw new Wrong(number, 'unreadable', 'the line cannot be read'); }
  if (!isObject(row) || !isObject(row.leaf) || ('facts' in row) !== ('salt' in row) || Object.keys(row).some((k) => !['leaf', 'number', 'facts', 'salt', 'destroyed'].includes(k)) || ('facts' in row && !isObject(row.facts)) || ('destroyed' in row && ('facts' in row || !isObject(row.destroyed)))) throw new Wrong(number, 'unreadable', 'other members');
  if (row.number !== number) throw new Wrong(number, 'sequence', 'another line stands here');
  const { leaf, facts } = row;
  if (!leafHash(Buffer.from(canonical(leaf))).equals(hash)) throw new Wrong(number, 'leaf', 'does not give its hash');
  if (!keysAre(leaf, LEAF) || leaf.format !== 1 || leaf.organisation !== said.organisation || leaf.sequence !== number || !MOMENT.test(leaf.time) || !HEX64.test(leaf.facts) || !HEX64.test(leaf.content)) throw new Wrong(number, 'header', 'the leaf says something else');
  const { filter, lines, size } = said;
  if (filter.from !== undefined && number === lines.first && number > 0 && leaf.time >= filter.from) throw new Wrong(number, 'rows', 'begins late');
  if (filter.to !== undefined && number === lines.first + lines.count - 1 && number < size - 1 && leaf.time < filter.to) throw new Wrong(number, 'rows', 'ends early');
  const decision = leaf.kind === 'decision' && covers(filter, leaf.time);
  if (decision) state.decisions++;
  if (row.destroyed) {
    const gone = row.destroyed;
    const says = decision && keysAre(gone, LEAF) && gone.format === 1 && gone.kind === 'destruction' && gone.organisation === said.organisation && isCount(gone.sequence) && gone.sequence > number
      && gone.sequence < size && Array.isArray(gone.refers) && gone.refers.includes(number) && leafHash(Buffer.from(canonical(gone))).equals(hashes[gone.sequence]);
    if (!says) throw new Wrong(number, 'rows', 'nothing says that it was destroyed');
    return;
  }
  if (!facts) {
    if (decision && periodOnly(filter)) throw new Wrong(number, 'rows', 'facts are missing');
    return;
  }
  if (typeof row.salt !== 'string' || !HEX64.test(row.salt) || sha256(Buffer.from(row.salt, 'hex'), canonical(facts)).toString('hex') !== leaf.facts) throw new Wrong(number, 'facts', 'not the sealed ones');
  if (!decision || !selects(filter, facts)) throw new Wrong(number, 'rows', 'not selected');
  state.selected++;
  csvNext(csvLine(leaf, facts), number);
}

function verdictOf(file, trusted) {
  const state = { organisation: '', size: 0, root: '', key: '', decisions: 0, selected: 0 };
  let firstWrong = null;
  try { check(file, trusted, state); } catch (e) {
    if (!(e instanceof Wrong)) throw e;
    firstWrong = { leaf: e.leaf, kind: e.kind, reason: e.message };
  }
  return { organisation: state.organisation, size: state.size, root: state.root, ok: firstWrong === null, firstWrong, key: state.key, decisions: state.decisions, selected: state.selected };
}

const args = process.argv.slice(2);
if (args[0] === '--stream') {
  for await (const line of createInterface({ input: process.stdin })) process.stdout.write(JSON.stringify(verdictOf(Buffer.from(line, 'base64'))) + '\n');
} else {
  let verdict;
  try {
    const trusted = args[1] === '--key' ? createPublicKey(readFileSync(args[2])).export({ format: 'der', type: 'spki' }) : undefined;
    verdict = verdictOf(readFileSync(args[0]), trusted);
  } catch (e) {
    process.stderr.write(`${e.message}\n`);
    process.exit(3);
  }
  process.stdout.write(JSON.stringify(verdict) + '\n');
  process.exitCode = verdict.ok ? 0 : 1;
}
