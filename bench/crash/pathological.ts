/** Code that nests: what stands before, opens each level, stands in the middle, closes, and follows. */
type Nesting = readonly [
  before: string,
  open: string,
  middle: string,
  close: string,
  after: string,
];

/** Code that goes on: what stands before, is repeated with its number for `#` and the one before for `%`, and follows. */
type Series = readonly [before: string, each: string, after: string];

const value = 'export const value = ';

export const nestedJavaScript: Readonly<Record<string, Nesting>> = {
  'a sum of strings': [value, "'a' + ", "'b'", '', ';'],
  'a sum in brackets': [value, "('a' + ", "'b'", ')', ';'],
  'a path in a sum': ['', '', "import('./a'", " + '/b'", ');'],
  'arrays in arrays': [value, '[', '', ']', ';'],
  'objects in objects': [value, '{ a: ', '1', ' }', ';'],
  'calls in calls': [value, 'f(', '1', ')', ';'],
  'calls of calls': [value, '', 'f', '()', ';'],
  'a chain of calls': [value, '', 'f', '.a()', ';'],
  'a chain of members': [value, '', 'a', '.b', ';'],
  'a chain of optional members': [value, '', 'a', '?.b', ';'],
  'a write deep into a global': ['', '', 'process', '.b', ' = 1;'],
  'a write deep into module state': ['const a = {}; const f = () => ', '', 'a', '.b', ' = 1;'],
  'a builder that lives in the module': [
    'const a = ',
    '',
    'new Map()',
    '.set(1, 2)',
    '; a.clear();',
  ],
  'a chain of else if': ['let a; ', 'if (a) a = 1; else ', 'a = 2;', '', ''],
  'ifs in ifs': ['let a; ', 'if (a) { ', 'a = 2;', ' }', ''],
  'conditionals in conditionals': [value, 'a ? b : ', 'c', '', ';'],
  'alternatives, one after another': [value, '', 'a', ' || b', ';'],
  'alternatives in brackets': [value, '(a ?? ', 'a', ')', ';'],
  'assignments of assignments': ['let a; const f = () => ', 'a = ', '1', '', ';'],
  negations: [value, '!', 'a', '', ';'],
  awaits: [value, 'await ', 'a', '', ';'],
  'spreads in spreads': [value, '[...', 'a', ']', ';'],
  'sequences in sequences': [value, '(0, ', 'a', ')', ';'],
  'arrow functions in arrow functions': [value, '() => ', 'a', '', ';'],
  'functions in functions': ['', 'function f() { ', 'f();', ' }', ' f();'],
  'functions called in functions': ['let a; ', '(() => { ', 'a = 1;', ' })();', ''],
  'returned functions in functions': [value, '(() => { return ', '1', '; })()', ';'],
  'classes in classes': [value, 'class { static a = ', '1', ' }', ';'],
  'classes that extend classes': [value, 'class extends ', 'Map', ' {}', ';'],
  'blocks in blocks': ['', '{ ', 'let a = 1;', ' }', ''],
  'loops in loops': ['', 'for (;;) ', ';', '', ''],
  'templates in templates': [value, '`a${', '1', '}`', ';'],
  'patterns in patterns': ['export const ', '[', 'a', ']', ' = b;'],
  'JSX in JSX': [value, '<a>', 'b', '</a>', ';'],
  'imports of imports': [value, 'import(', "'./a.js'", ')', ';'],
  'requires of requires': [value, 'require(', "'./a.js'", ')', ';'],
  'frozen objects': [value, 'Object.freeze(', '{}', ')', ';'],
  'constructors in constructors': [value, 'new Map(', '', ')', ';'],
  'commands in commands': [
    "import { execSync } from 'node:child_process'; ",
    'execSync(',
    "'node a.js'",
    ')',
    ';',
  ],
};

export const nestedTypeScript: Readonly<Record<string, Nesting>> = {
  'type arguments in type arguments': ['export type A = ', 'B<', 'C', '>', ';'],
  'conditional types': ['export type A<T> = ', 'T extends B ? C : ', 'D', '', ';'],
  'array types': ['export type A = ', '', 'B', '[]', ';'],
  'import types': ['export type A = ', "import('./a.ts').B<", 'C', '>', ';'],
  'namespaces in namespaces': ['', 'namespace A { ', 'export let a = 1;', ' }', ''],
  'a dotted namespace': ['namespace ', '', 'A', '.B', ' { export let a = 1; }'],
  'assertions of assertions': [value, '', 'new Map()', ' as B', '; value.clear();'],
  'non-null assertions': [value, '', 'new Map()', '!', '; value.clear();'],
};

export const longJavaScript: Readonly<Record<string, Series>> = {
  'an array': ['export const a = [', '#, ', ']; a.push(1);'],
  'an array that is returned': ['export const f = () => [', '#, ', '0];'],
  'an object': ['export const a = {', 'b#: #, ', '}; a.b = 1;'],
  arguments: ['f(', '#, ', '0);'],
  imports: ['', "import a# from './a#.js';\n", ''],
  'writes to one variable': ['let a;\n', 'export function f#() { a = #; }\n', ''],
  'variables written once': ['', 'let a# = 0; export const f# = () => a#++;\n', ''],
  'calls that change a map': [
    'const a = new Map();\n',
    'export const f# = () => a.set(#, 1);\n',
    '',
  ],
  'functions that call the one before': [
    'let a; function f0() { a = 1; }\n',
    'function g#(x) { x.b = #; f0(x); }\n',
    '',
  ],
  'values handed to one function': [
    'function put(to) { to.a = 1; }\n',
    'const a# = {}; export const f# = () => put(a#);\n',
    '',
  ],
  'methods of one class': [
    'export class A { static a = 1;\n',
    'm#() { A.a = #; this.b = this.m#(); }\n',
    '}',
  ],
  'cases of one switch': ['let a;\nswitch (a) {\n', 'case #: a = #; break;\n', '}'],
  timers: ['', 'setTimeout(() => {}, #);\n', ''],
  commands: [
    "import { execSync } from 'node:child_process';\n",
    'const a# = `node ./a#.js`; execSync(a#);\n',
    '',
  ],
  'functions that call each other by one name': [
    '',
    'export const a# = { run: (b) => (b.c ? b.of.run(b) : [b, a%.run(b)]) };\nimport(a#.run(a%)[0]);\n',
    '',
  ],
  'commands that call the functions before': [
    "import { execSync } from 'node:child_process';\nconst a0 = (b) => b;\n",
    "const a# = (b) => a%(b + '/c') + a%('./#' + b); execSync(a#('./d.js'));\n",
    '',
  ],
  'commands by one name': [
    "import { execSync } from 'node:child_process';\nconst run = execSync;\n",
    'run("node ./a#.js");\n',
    '',
  ],
  'lists that grow': ['', 'const a# = []; a#.push("./a#.js"); import(a#[0]);\n', ''],
  'objects that get a key each': ['', 'const a# = {}; a#.b# = "./a#.js"; import(a#.b#);\n', ''],
  'one list that grows': ['const a = [];\n', 'a.push("./a#.js"); import(a[#]);\n', ''],
  'functions, each bound to the one before': [
    'function a0(path) { import(path); }\n',
    'const a# = a%.bind(null);\n',
    'a0("./a.js");',
  ],
  'functions, each of what the one before makes': [
    'const a0 = () => (path) => import(path);\n',
    'const a# = () => a%();\n',
    'a0()("./a.js");',
  ],
  'methods called by one name': [
    'export class A { m(path) { import(path); } }\nconst a = new A();\n',
    'a.m("./a#.js");\n',
    '',
  ],
  'classes with a method of one name': [
    '',
    "class A# { m(p) { import(p); } }\nnew A#().m('./a#.js');\n",
    '',
  ],
  'methods of one name that are taken out of objects': [
    '',
    "const { m: m# } = { m(p) { import(p); } };\nm#('./a#.js');\n",
    '',
  ],
  'listeners to one event': [
    "import { EventEmitter } from 'node:events';\nconst e = new EventEmitter();\n",
    "e.on('start', (a) => import(a));\ne.emit('start', './a#.js');\n",
    '',
  ],
  'methods that are put on one object': [
    'const a = {};\n',
    'a.m# = (b) => { b.push(#); };\nconst c# = []; export const f# = () => a.m#(c#);\n',
    '',
  ],
  'names of one value, set from each other': [
    "let a = './a.js'; let b = a;\nconst f = (run) => run(a);\nf((path) => import(path));\n",
    'export const f# = () => { a = b; b = a; };\n',
    '',
  ],
  'runs of one store': [
    "import { AsyncLocalStorage } from 'node:async_hooks';\nconst s = new AsyncLocalStorage();\n",
    "s.run({ a: './a#.js' }, () => import(s.getStore().a));\n",
    '',
  ],
  'files that are written and run': [
    "import { execSync } from 'node:child_process';\nimport { writeFileSync } from 'node:fs';\n",
    "writeFileSync('./a#.js', `import './b#.js'`);\nexecSync('node ./a#.js');\n",
    '',
  ],
  'settings of one variable of the environment': [
    '',
    "process.env.A = './a#.js'; import(process.env.A);\n",
    '',
  ],
  'functions that hand a function to the one before': [
    "const f0 = (g) => g('./a.js');\n",
    'const f# = (g) => f%(g);\nf#((p) => import(p));\n',
    '',
  ],
  'compositions, each of the one before': [
    'const c = (f, g) => (x) => f(g(x));\nconst c0 = (x) => x;\n',
    "const c# = c((x) => x + '#', c%); import(c#('./a'));\n",
    '',
  ],
  'ways out of one function': [
    'const f = (a) => { switch (a) {\n',
    "case #: return './a#.js'; case import(f('#')): break;\n",
    '} };',
  ],
  'detections of one feature': [
    'let a;\n',
    'export function f#(b) { if (a === undefined) a = b > #; }\n',
    '',
  ],
  'inputs of one command': [
    "import { spawn } from 'node:child_process';\n" +
      `const child = spawn('node', [${"a ? '-b' : '-c', ".repeat(6)}'-']);\n`,
    'child.stdin.write("import \'./a#.js\'");\n',
    '',
  ],
  'branches of one text': ['let a = "./a";\n', 'if (b#) a += "/b#";\n', 'import(a);'],
  'choices of one text': ['import(`', '${a ? "b" : "c"}', '.js`);'],
  'commands of many choices': [
    "import { execSync } from 'node:child_process';\n",
    `execSync(\`node #${'${a ? "b" : "c"}'.repeat(6)}.js\`);\n`,
    '',
  ],
  'expressions that go back and forth': [
    '',
    `import("./a#${'a'.repeat(40)}!".replace(/(a+)+$/, '').replace(/(?:a|aa)+$/, () => 'b'));\n` +
      `import(/(a*)*$/.exec("${'a'.repeat(40)}!")[1] + "${'a'.repeat(40)}!".split(/(a|a)+$/)[0]);\n`,
    '',
  ],
  'expressions that go back for a moment': [
    '',
    `import("./a#${'a'.repeat(70)}!".replace(/a*a*$/, ''));\n`,
    '',
  ],
  'texts, each with more in the place of a letter': [
    'const a0 = "./aa";\n',
    'const a# = a%.replaceAll("a", "aa"); import(a#.padEnd(1e9));\n',
    '',
  ],
  'variables of a shell, each of twice the one before': [
    "import { execSync } from 'node:child_process';\nexecSync('a0=a; ",
    'set -- $@ $a0; b=(${b[@]} ${b[@]} $a0); a#=$a%${a%//a/aa}; ',
    "node $a10');",
  ],
  'loops in loops of a shell': [
    "import { execSync } from 'node:child_process';\n",
    `execSync('${['a', 'b', 'c', 'd'].map((name) => `for ${name} in 1 2 3 4 5 6 7 8 9; do `).join('')} node $a$b#.js${'; done'.repeat(4)}');\n`,
    '',
  ],
  'functions of a shell that call each other': [
    "import { execSync } from 'node:child_process';\n",
    "execSync('f() { node a#.js; }; g() { f; f; f; f; }; h() { g; g; g; g; }; i() { h; h; h; h; }; i;');\n",
    '',
  ],
  'braces in one glob': ['import.meta.glob("', '{a#,b#}', '");'],
  'assignments to module.exports': ['', 'module.exports.a# = exports.b# = {};\n', ''],
  'aliases, each of the one before': [
    "import { exec as a0 } from 'node:child_process';\n",
    'const a# = a%;\n',
    'a0("node a.js");',
  ],
  'texts, each of the one before': ['const a0 = "./a";\n', 'const a# = a% + "/b";\n', ''],
  'functions, each of the one before': [
    'let b; function a0() { b = 1; }\n',
    'function a#() { a%(); }\n',
    '',
  ],
  'functions that hand a parameter to the one before': [
    'function a0(x) { x.push(1); }\n',
    'function a#(x) { a%(x); }\n',
    'export const list = [];\n',
  ],
  'classes, each of the one before': ['class A0 { a = 1; }\n', 'class A# extends A% {}\n', ''],
  'lists, each of twice the one before': [
    "const a0 = ['./a.js'];\n",
    'const a# = [...a%, ...a%];\nimport(a#[0]);\n',
    '',
  ],
  'lists that functions make, each of twice the one before': [
    "const a0 = () => ['./a.js'];\n",
    'const a# = () => a%().concat(a%());\nimport(a#()[0]);\n',
    '',
  ],
  'texts, each of twice the one before': [
    "const a0 = './a.js';\n",
    'const a# = a% + a%;\nimport(a#);\n',
    '',
  ],
  'objects, each of the one before': [
    'const a0 = {};\n',
    'const a# = { b: a%, c: a% };\n',
    'a0.d = 1;',
  ],
  'factories, each of the one before': [
    'const a0 = () => new Map();\n',
    'const a# = () => a%();\n',
    '',
  ],
  'instances, each of the one before': [
    'const a0 = new Map();\n',
    'const a# = new Map(a%); export const f# = () => a#.clear();\n',
    '',
  ],
  'destructured, each of the one before': ['const a0 = {};\n', 'const { a: a# = a% } = a%;\n', ''],
};

export function nest([before, open, middle, close, after]: Nesting, depth: number): string {
  return `${before}${open.repeat(depth)}${middle}${close.repeat(depth)}${after}\n`;
}

export function repeat([before, each, after]: Series, times: number): string {
  const all = Array.from({ length: times }, (_, index) =>
    each.replaceAll('#', String(index + 1)).replaceAll('%', String(index)),
  );
  return `${before}${all.join('')}${after}\n`;
}
