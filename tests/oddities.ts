/** A file whose syntax is rare, old or new; its name decides how it is parsed. */
interface Oddity {
  readonly name: string;
  readonly file: string;
  readonly code: string;
}

/** Syntax that a rule may never have met. All of it parses. */
export const oddities: readonly Oddity[] = [
  { name: 'nothing', file: 'a.js', code: '' },
  { name: 'nothing, in TypeScript', file: 'a.ts', code: '' },
  { name: 'white space', file: 'a.ts', code: ' \n\t\n' },
  { name: 'a comment', file: 'a.js', code: '/** @import { A } from "./b.js" */' },
  { name: 'a byte order mark', file: 'a.js', code: '\uFEFFlet a = require("./b");\na = 1;\n' },
  { name: 'a hashbang', file: 'a.js', code: '#!/usr/bin/env node\nimport "./b.js";\n' },
  { name: 'a hashbang and nothing', file: 'a.mjs', code: '#!/usr/bin/env node' },
  {
    name: 'line ends of every kind',
    file: 'a.js',
    code: 'let a;\r\na = 1;\ra = 2;\u2028a = 3;\u2029',
  },
  { name: 'semicolons', file: 'a.js', code: ';;;;' },
  { name: 'a directive', file: 'a.cjs', code: '"use strict"; "use client";' },
  { name: 'with', file: 'a.cjs', code: 'with (process) { env = {}; exit(); }' },
  { name: 'with and a shadowed require', file: 'a.cjs', code: 'with (a) { require("./b"); }' },
  {
    name: 'labels',
    file: 'a.cjs',
    code: 'a: for (;;) { b: { break b; } continue a; } c: function d() {}',
  },
  { name: 'octals', file: 'a.cjs', code: 'var a = 017 + 08 + "\\01"; exports[010] = a;' },
  {
    name: 'names that other modes forbid',
    file: 'a.cjs',
    code: 'var let = 1, yield = let, await = yield; static = async;',
  },
  {
    name: 'a function in a block and in an if',
    file: 'a.cjs',
    code: 'if (a) function b() { c = 1; } { function b() {} } b();',
  },
  {
    name: 'a variable declared again and again',
    file: 'a.cjs',
    code: 'var a; var a = 1; function a() {} a = 2;',
  },
  {
    name: 'arguments and callee',
    file: 'a.cjs',
    code: 'function f(a) { arguments[0] = f; arguments.callee(a); } f();',
  },
  {
    name: 'delete of a name',
    file: 'a.cjs',
    code: 'var a = {}; delete a; delete a.b; delete require.cache[a];',
  },
  { name: 'an initialiser in for-in', file: 'a.cjs', code: 'for (var a = 1 in {}) a++;' },
  { name: 'HTML comments', file: 'a.cjs', code: '<!-- a\nvar a = 1;\n--> b\n' },
  { name: 'top-level return', file: 'a.cjs', code: 'if (a) return; module.exports = 1;' },
  {
    name: 'this at the top',
    file: 'a.cjs',
    code: 'this.a = 1; (function () { this.b = 2; })(); (() => this)().c = 3;',
  },
  {
    name: 'module and exports under other names',
    file: 'a.cjs',
    code: 'var m = module, e = m.exports = exports; e.a = m; m[`exports`].b = e;',
  },
  {
    name: 'require without anything',
    file: 'a.cjs',
    code: 'require(); require(...a); require.resolve(); require[a](b); new require("./b");',
  },
  {
    name: 'import without anything known',
    file: 'a.mjs',
    code: 'import(a); import(a ? b : c); import(`${a}`);',
  },
  {
    name: 'import with options',
    file: 'a.mjs',
    code: 'import a from "./a.json" with { type: "json" }; import("./b", { with: a });',
  },
  {
    name: 'import.meta at large',
    file: 'a.mjs',
    code: 'import.meta.a = import.meta; const { url, ...b } = import.meta; b.c = url;',
  },
  {
    name: 'names that are strings',
    file: 'a.mjs',
    code: 'import { "a b" as c } from "./b.js"; export { c as "d e" }; export * as "f" from "./b.js";',
  },
  {
    name: 'default exports of every kind',
    file: 'a.mjs',
    code: 'export default class { static a = new Map(); static { this.a.set(1); } }',
  },
  {
    name: 'an anonymous default function',
    file: 'a.mjs',
    code: 'export default function () { return new.target; }',
  },
  { name: 'an export of nothing', file: 'a.mjs', code: 'export {}; export {} from "./b.js";' },
  {
    name: 'destructuring to the limit',
    file: 'a.mjs',
    code: 'let a, b; [a, , b = 1, ...[a.c, { d: a[b] }]] = [, ,]; ({ [a]: b, ...a.e } = { __proto__: null });',
  },
  {
    name: 'patterns without names',
    file: 'a.mjs',
    code: 'const {} = a, [] = b, [, ,] = c; for (const {} of d); try {} catch {} function f({}, [], ...[]) {}',
  },
  {
    name: 'getters, setters and computed members',
    file: 'a.mjs',
    code: 'const a = { get b() { return a; }, set b(c) { a.d = c; }, async *[e]() {}, "f": 1, 2: 3, [`g`]() {} };',
  },
  {
    name: 'classes to the limit',
    file: 'a.mjs',
    code: 'class A extends (B, C) { #a = 1; static #b; get #c() { return #a in this; } static async *d() {} "e" = 1; 2 = 3; [f] = 4; static {} ; constructor() { super(); super.x = A.#b = 1; } }',
  },
  {
    name: 'a class that extends null or itself',
    file: 'a.mjs',
    code: 'class A extends null {} const B = class B extends B {}; class C extends (class extends C {}) {}',
  },
  {
    name: 'using',
    file: 'a.ts',
    code: 'using a = b(); await using c = d(); for (using e of f) e.g = 1; { using h = null; }',
  },
  {
    name: 'decorators',
    file: 'a.ts',
    code: '@a @b.c() @(d[e]) export class A { @f g = 1; @h() static i() {} @j accessor k = new Map(); constructor(@l private m: B) {} }',
  },
  {
    name: 'namespaces',
    file: 'a.ts',
    code: 'namespace A.B.C { export let a = 1; a++; } namespace A { export import D = B.C; } export = A;',
  },
  {
    name: 'ambient declarations',
    file: 'a.ts',
    code: 'declare let a: number, b; declare function f(): void; declare class A { b; static c: Map<1, 2>; } declare enum E { F } declare global { var d: 1; interface G {} }',
  },
  {
    name: 'ambient modules',
    file: 'a.d.ts',
    code: 'declare module "a" { export default b; let b: 1; } declare module "*.css"; export as namespace C; declare namespace D { let e; }',
  },
  {
    name: 'enums',
    file: 'a.ts',
    code: 'enum A { B = 1 << 2, C = "c".length, "d-e" = B } const enum G {} A.B = 1; (A as any)[0] = 2;',
  },
  {
    name: 'overloads and abstract members',
    file: 'a.ts',
    code: 'function f(): void; function f(a?: 1) {} abstract class A { abstract b: 1; abstract c(): void; private d?(): void; [e: string]: any; static override f; constructor(); constructor(a?) {} }',
  },
  {
    name: 'import and export assignments',
    file: 'a.cts',
    code: 'import a = require("./b"); import type b = require("./c"); import c = a.d.e; export import f = require("./g"); export = a;',
  },
  {
    name: 'types only',
    file: 'a.ts',
    code: 'import type A from "./b.ts"; import { type B, type default as C } from "./b.ts"; export type { D } from "./b.ts"; export type * from "./c.ts"; let a: typeof import("./d.ts", { with: { "resolution-mode": "import" } }).e<1>;',
  },
  {
    name: 'assertions around everything written',
    file: 'a.ts',
    code: 'let a: any; (a as B) = 1; (<B>a).b = 2; a!.c! ||= 3; (a satisfies B)[d]++; ({ e: a!.f } = g); for (a.h as B of i); f<number>; new (f<string>)(); delete a!.b;',
  },
  {
    name: 'types to the limit',
    file: 'a.ts',
    code: 'type A<in out const T extends B = C> = { readonly [K in keyof T as `a${K & string}`]-?: T[K] extends infer U extends D ? [a?: U, ...b: U[]] : unique symbol }; function f(this: A, a): asserts a is B {}',
  },
  {
    name: 'JSX to the limit',
    file: 'a.tsx',
    code: 'let n = 0; const a = <><A.B.C {...n} d:e="f" g={<h />} i>{...j}{/* k */}{n++}&amp;</A.B.C></>; export const K = <T,>(x: T) => <l-m n={() => { n = 1; }} />;',
  },
  {
    name: 'generics beside JSX',
    file: 'a.tsx',
    code: 'export const f = async <const T extends unknown>(a: T) => <A<T> b={a} />;',
  },
  {
    name: 'JSX in plain JavaScript',
    file: 'a.js',
    code: 'import A from "./b.js"; let c; export default () => <A d={c = 1}>{import("./e.js")}</A>;',
  },
  {
    name: 'templates and tags',
    file: 'a.mjs',
    code: 'a`\\unicode ${b} ${`${c}`}`; String.raw`./${d}`; new (a``)(); import(`${""}`); a.b``.c = 1;',
  },
  {
    name: 'numbers and regular expressions',
    file: 'a.mjs',
    code: 'const a = /[\\p{L}--[a-z]]/gv, b = 1_000n, c = /(?<d>e)/y; export const f = () => a.test(b) && c.exec(0x1F.toString());',
  },
  {
    name: 'optional everything',
    file: 'a.mjs',
    code: 'const a = new Map(); export const f = () => a?.set?.(1, 2)?.[b]?.(...c) ?? delete a?.[d]; (a?.e).f = 1; process?.env?.["g"]; globalThis?.h?.();',
  },
  {
    name: 'generators and await at the top',
    file: 'a.mjs',
    code: 'for await (const a of b) c ||= yieldIt(); function* d() { const e = yield* yield; e.f = yield; } await (await import("./g.js")).h();',
  },
  {
    name: 'names of prototypes',
    file: 'a.mjs',
    code: 'let constructor = 1, __proto__ = {}, toString = []; export const hasOwnProperty = () => { constructor++; __proto__.a = 1; toString.push(2); valueOf(); hasOwnProperty.call(a); }; a.constructor.prototype.b = 1; constructor(); new toString();',
  },
  {
    name: 'imports named like prototypes',
    file: 'a.mjs',
    code: 'import { constructor, toString as valueOf } from "__proto__"; import { __proto__ as a } from "constructor"; export const b = constructor(), c = new valueOf(), d = a();',
  },
  {
    name: 'calls of members named like prototypes',
    file: 'a.mjs',
    code: 'const a = new Map(); export const f = () => { a.constructor(); a["__proto__"].toString(); process.constructor(); console.__proto__ = a; Object.hasOwnProperty(a); require.constructor(); };',
  },
  {
    name: 'circles',
    file: 'a.mjs',
    code: 'const a = () => b(), b = () => a(); let c = d, d = c; c = d; const e = { f: () => e.f(e) }; e.f(e); e.g = e; function h(i = h(i)) { return h; } h()()(); var j = j.k;',
  },
  {
    name: 'functions that make what calls their maker',
    file: 'a.mjs',
    code: 'function make() { return (path) => { import(path); return make(); }; } make()("./a.js");',
  },
  {
    name: 'functions bound to themselves',
    file: 'a.cjs',
    code: 'function f(path) { require(path); } var g = f.bind(null); var g = g.bind(null); g("./a");',
  },
  {
    name: 'unicode names',
    file: 'a.mjs',
    code: 'let ünïcödé = 1, \\u{61}b = 2, 𠮷 = 3; export const ℮ = () => { ünïcödé++; ab++; 𠮷++; };',
  },
  {
    name: 'Node at large',
    file: 'a.mjs',
    code: 'import * as c from "child_process"; import w, { Worker } from "worker_threads"; c.spawn(); c["exec"](...a); new Worker(); new w.Worker(new URL(b, import.meta.url), null); c.fork(null, undefined); process.on(); process.send();',
  },
];
