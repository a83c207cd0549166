// Vectors from an independent implementation; README.md says what the files are and how values and bytes are spelled.
//   node make-vectors.mjs                    writes msgpack.json
//   node make-vectors.mjs --check ours.json  decodes what our writer produced and compares
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { ExtData, ExtensionCodec, decode, encode, encodeTimeSpecToTimestamp, decodeTimestampToTimeSpec } from "@msgpack/msgpack";

const LONGEST_HEX = 400;
const TIMESTAMP = -1;

// ---- bytes as text -------------------------------------------------------------------------------------------------

/** Hex, with 16 or more repetitions of one to four bytes as " HEXxCOUNT ", and a hash where that stays long. */
function spell(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const unit = [1, 2, 3, 4].find((size) => repetitions(bytes, at, size) >= 16);
    const count = unit === undefined ? 1 : repetitions(bytes, at, unit);
    const hex = Buffer.from(bytes.subarray(at, at + (unit ?? 1))).toString("hex");
    text += unit === undefined ? hex : ` ${hex}x${count} `;
    at += (unit ?? 1) * count;
  }

  text = text.trim().replaceAll("  ", " ");
  return text.length <= LONGEST_HEX ? text : `sha256:${createHash("sha256").update(bytes).digest("hex")}:${bytes.length}`;
}

function repetitions(bytes, at, size) {
  let end = at + size;
  while (end + size <= bytes.length && bytes.subarray(end, end + size).every((each, i) => each === bytes[at + i])) end += size;
  return (end - at) / size;
}

function unspell(text) {
  return Buffer.concat(
    text.split(" ").map((part) => {
      const [hex, count] = part.split("x");
      return Buffer.from(hex.repeat(Number(count ?? 1)), "hex");
    }),
  );
}

/** Splits "COUNT:TEXT" and repeats. */
function repeated(value) {
  const colon = value.indexOf(":");
  return value.slice(colon + 1).repeat(Number(value.slice(0, colon)));
}

// ---- the kinds: from the spelled value to bytes, and from bytes to something comparable ------------------------------

const kinds = {
  nil: { encode: () => encode(null), same: (found) => found === null },
  bool: { encode: (v) => encode(v === "true"), same: (found, v) => found === (v === "true") },
  int: {
    encode: (v) => {
      const big = BigInt(v);
      return Number.isSafeInteger(Number(big)) ? encode(Number(big)) : encode(big, { useBigInt64: true });
    },
    same: (found, v) => ["number", "bigint"].includes(typeof found) && BigInt(found) === BigInt(v),
  },
  float32: {
    encode: (v) => encode(Buffer.from(v, "hex").readFloatBE(), { forceFloat32: true, forceIntegerToFloat: true }),
    same: (found, v) => Object.is(found, Buffer.from(v, "hex").readFloatBE()),
  },
  float64: {
    encode: (v) => encode(Buffer.from(v, "hex").readDoubleBE(), { forceIntegerToFloat: true }),
    same: (found, v) => Object.is(found, Buffer.from(v, "hex").readDoubleBE()),
  },
  str: { encode: (v) => encode(repeated(v)), same: (found, v) => found === repeated(v) },
  bin: {
    encode: (v) => encode(new Uint8Array(Buffer.from(repeated(v), "hex"))),
    same: (found, v) => found instanceof Uint8Array && Buffer.compare(found, Buffer.from(repeated(v), "hex")) === 0,
  },
  ext: {
    encode: (v) => {
      const [type, data] = extension(v);
      return encode(new ExtData(type, data));
    },
    same: (found, v) => {
      const [type, data] = extension(v);
      return found instanceof ExtData && found.type === type && Buffer.compare(found.data, data) === 0;
    },
  },
  timestamp: {
    encode: (v) => {
      const [sec, nsec] = v.split(":").map(Number);
      return encode(new ExtData(TIMESTAMP, encodeTimeSpecToTimestamp({ sec, nsec })));
    },
    same: (found, v) => `${found.sec}:${found.nsec}` === v,
  },
  // COUNT ones.
  array: {
    encode: (v) => encode(Array(Number(v)).fill(1)),
    same: (found, v) => Array.isArray(found) && found.length === Number(v) && found.every((each) => Number(each) === 1),
  },
  // COUNT pairs of a number as a string and the number.
  map: {
    encode: (v) => encode(Object.fromEntries(numbers(v).map((i) => [String(i), i]))),
    same: (found, v) => Object.keys(found).length === Number(v) && numbers(v).every((i) => Number(found[String(i)]) === i),
  },
  json: {
    encode: (v) => encode(JSON.parse(v)),
    same: (found, v) => JSON.stringify(found, (_, each) => (typeof each === "bigint" ? Number(each) : each)) === v,
  },
};

function numbers(count) {
  return Array.from({ length: Number(count) }, (_, i) => i);
}

/** Splits "TYPE:COUNT:HEX". */
function extension(value) {
  const colon = value.indexOf(":");
  return [Number(value.slice(0, colon)), new Uint8Array(Buffer.from(repeated(value.slice(colon + 1)), "hex"))];
}

// ---- the two commands ----------------------------------------------------------------------------------------------

function* vectors() {
  const lengths = [0, 1, 2, 15, 16, 31, 32, 255, 256, 65535, 65536];
  yield ["nil", ""];
  yield ["bool", "false"];
  yield ["bool", "true"];

  const edges = new Set([0n, 1n, -1n, 42n, -42n, 1000n, -1000n, 1000000n, -1000000n, -31n, -32n, -33n, 64n, 127n, 128n]);
  for (const bits of [7n, 8n, 15n, 16n, 31n, 32n, 53n, 63n, 64n]) {
    for (const near of [-2n, -1n, 0n, 1n]) {
      for (const edge of [(1n << bits) + near, -(1n << bits) + near]) {
        if (edge <= 0xffffffffffffffffn && edge >= -0x8000000000000000n) edges.add(edge);
      }
    }
  }
  for (const edge of [...edges].sort((a, b) => (a < b ? -1 : 1))) yield ["int", String(edge)];

  const float32 = ["00000000", "80000000", "3f800000", "bf800000", "3fc00000", "00000001", "007fffff", "00800000", "7f7fffff",
    "ff7fffff", "7f800000", "ff800000", "7fc00000", "40490fdb", "4b800000", "5f000000"];
  for (const bits of float32) yield ["float32", bits];
  const float64 = ["0000000000000000", "8000000000000000", "3ff0000000000000", "bff0000000000000", "3ff8000000000000",
    "0000000000000001", "000fffffffffffff", "0010000000000000", "7fefffffffffffff", "ffefffffffffffff", "7ff0000000000000",
    "fff0000000000000", "7ff8000000000000", "400921fb54442d18", "3fb999999999999a", "4330000000000000", "43e0000000000000"];
  for (const bits of float64) yield ["float64", bits];

  for (const length of lengths) yield ["str", `${length}:a`];
  for (const length of [1, 10, 11, 15, 16, 31, 32, 127, 128, 255, 256, 32767, 32768, 65535]) yield ["str", `${length}:é`];
  for (const length of [1, 10, 11, 21, 85, 86, 341, 342, 1024, 1025, 21845, 21846]) yield ["str", `${length}:€`];
  for (const length of [1, 7, 8, 63, 64, 16383, 16384]) yield ["str", `${length}:😀`];
  for (const text of ["hello", "\u0000", "\u007f\u0080\u07ff\u0800\uffff", "\ufeffbom", "日本語", "Grüße, 世界 🌍", "line\nquote\"back\\slash",
    "e\u0301", "\ud800\udc00\udbff\udfff"]) yield ["str", `1:${text}`];

  for (const length of lengths) yield ["bin", `${length}:5a`];
  yield ["bin", "1:00ff807f"];

  for (const length of [1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 255, 256, 65535, 65536]) yield ["ext", `5:${length}:5a`];
  for (const type of [0, 1, 126, 127, -2, -127, -128]) yield ["ext", `${type}:4:5a`];
  yield ["ext", "9:0:00"];

  for (const [sec, nsec] of [[0, 0], [1, 0], [0, 1], [0, 999999999], [1700000000, 0], [1700000000, 123456700], [4294967295, 0],
    [4294967295, 999999999], [4294967296, 0], [4294967296, 1], [17179869183, 0], [17179869183, 999999999], [17179869184, 0],
    [17179869184, 1], [-1, 0], [-1, 999999900], [-1, 1], [-62135596800, 0], [253402300799, 999999900], [253402300800, 0],
    [-9007199254740991, 0], [9007199254740991, 999999999]]) yield ["timestamp", `${sec}:${nsec}`];

  for (const length of lengths) yield ["array", String(length)];
  for (const length of [0, 1, 2, 15, 16, 17, 255, 256, 65535, 65536]) yield ["map", String(length)];

  for (const document of [[], {}, [[]], [{}], { a: {} }, [null, true, false, 0, -1, 300, "x", 1.5],
    { name: "web-1", members: [1, 2, 3], up: true, load: 0.25, note: null },
    { scope: "orders", entries: [{ key: "a/1", pid: [7, "n1", 4294967296] }, { key: "ü/2", pid: [8, "n2", -9007199254740991] }] },
    [1, [2, [3, [4, [5, [6, [7, [8, [9, [10]]]]]]]]]]]) yield ["json", JSON.stringify(document)];
}

function make() {
  const made = [];
  for (const [kind, value] of vectors()) {
    const name = `${kind} ${value.length <= 60 ? value : `${value.slice(0, 57)}...`}`.trim();
    made.push({ name, kind, value, hex: spell(kinds[kind].encode(value)) });
  }

  // One vector a line keeps the differences of a change readable.
  const file = new URL("msgpack.json", import.meta.url);
  writeFileSync(file, `[\n${made.map((each) => `  ${JSON.stringify(each)}`).join(",\n")}\n]\n`);
  console.log(`${made.length} vectors written.`);
}

function check(path) {
  // The default codec turns a timestamp into a Date, which loses everything below a millisecond.
  const extensionCodec = new ExtensionCodec();
  extensionCodec.register({ type: TIMESTAMP, encode: () => null, decode: decodeTimestampToTimeSpec });
  const ours = JSON.parse(readFileSync(path, "utf8"));
  let wrong = 0;
  for (const { name, kind, value, hex } of ours) {
    let found;
    try {
      found = decode(unspell(hex), { extensionCodec, useBigInt64: kind === "int" });
    } catch (error) {
      found = error;
    }

    if (!kinds[kind].same(found, value)) {
      wrong++;
      console.error(`${name}: expected ${value}, decoded`, found);
    }
  }

  console.log(`${ours.length} vectors checked, ${wrong} wrong.`);
  process.exitCode = wrong === 0 && ours.length > 0 ? 0 : 1;
}

const [command, path] = process.argv.slice(2);
if (command === undefined) make();
else if (command === "--check" && path !== undefined) check(path);
else {
  console.error("usage: node make-vectors.mjs [--check FILE]");
  process.exitCode = 2;
}
