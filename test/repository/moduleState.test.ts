/** State that outlives a call is in the runtime, see nodes/IspringLearn/api/runtime.ts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT, SOURCES } from '../support/package';

/** The files that n8n loads. Each creates the runtime of its bundle. */
const EDGES = [
	'credentials/IspringLearnApi.credentials.ts',
	'nodes/IspringLearn/IspringLearn.node.ts',
	'nodes/IspringLearn/IspringLearnInstantTrigger.node.ts',
	'nodes/IspringLearn/IspringLearnTrigger.node.ts',
];

/** Classes that a module may instantiate, because no call changes their objects. */
const STATELESS = ['Intl.Collator', 'RegExp', 'XMLParser'];

/** Collections that are allowed as lookup tables, with their read-only types. */
const TABLES: Readonly<Record<string, string>> = { Map: 'ReadonlyMap', Set: 'ReadonlySet' };

/** Methods that change a collection or an array. */
const CHANGES =
	/^(?:add|clear|copyWithin|delete|fill|pop|push|reverse|set|shift|sort|splice|unshift)$/;

const ASSIGNMENTS = [ts.SyntaxKind.FirstAssignment, ts.SyntaxKind.LastAssignment];

/** Every node below one, except inside functions: their code runs with each call. */
function* outsideFunctions(node: ts.Node): Generator<ts.Node> {
	if (ts.isFunctionLike(node)) return;
	yield node;
	const children: ts.Node[] = [];
	node.forEachChild((child) => void children.push(child));
	for (const child of children) yield* outsideFunctions(child);
}

/** Every node below one. */
function* everywhere(node: ts.Node): Generator<ts.Node> {
	yield node;
	const children: ts.Node[] = [];
	node.forEachChild((child) => void children.push(child));
	for (const child of children) yield* everywhere(child);
}

/** The variables and static properties that live as long as the process. */
function* processWideIn(source: ts.SourceFile) {
	for (const statement of source.statements) {
		if (ts.isVariableStatement(statement)) yield* statement.declarationList.declarations;
		if (!ts.isClassDeclaration(statement)) continue;
		for (const member of statement.members) {
			const isStatic = ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Static;
			if (ts.isPropertyDeclaration(member) && isStatic) yield member;
		}
	}
}

/** The mutable objects that the initialiser of a variable creates. */
function createdBy({
	initializer,
	type,
}: ts.VariableDeclaration | ts.PropertyDeclaration): string[] {
	if (!initializer) return [];
	return [...outsideFunctions(initializer)]
		.filter((node) => ts.isNewExpression(node))
		.filter((node) => {
			const name = node.expression.getText();
			const isTable = node === initializer && type?.getText().startsWith(`${TABLES[name]}<`);
			return !isTable && !STATELESS.includes(name);
		})
		.map((node) => `new ${node.expression.getText()}`);
}

/**
 * The names that are changed: `x = …`, `x.y = …`, `x.push(…)`, `delete x.y`. The position of a sticky pattern
 * (`x.lastIndex`) does not count: each use sets it first.
 */
function changedIn(source: ts.SourceFile): Set<string> {
	const changed = new Set<string>();
	const rootOf = (node: ts.Expression): ts.Expression =>
		ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)
			? rootOf(node.expression)
			: node;
	for (const node of everywhere(source)) {
		if (ts.isBinaryExpression(node)) {
			const { kind } = node.operatorToken;
			const isAssignment = kind >= ASSIGNMENTS[0] && kind <= ASSIGNMENTS[1];
			const isPosition = node.left.getText().endsWith('.lastIndex');
			if (isAssignment && !isPosition) changed.add(rootOf(node.left).getText());
		} else if (ts.isPostfixUnaryExpression(node) || ts.isDeleteExpression(node)) {
			changed.add(rootOf('operand' in node ? node.operand : node.expression).getText());
		} else if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
			const { name, expression } = node.expression;
			if (CHANGES.test(name.text)) changed.add(rootOf(expression).getText());
		}
	}
	return changed;
}

/** The state that a file keeps between calls outside of the runtime. */
function stateIn(file: string, text: string): string[] {
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
	const changed = changedIn(source);
	return [...processWideIn(source)].flatMap((variable) => {
		const name = variable.name.getText();
		const isEdge = EDGES.includes(file);
		const created = createdBy(variable).filter((what) => !isEdge || what !== 'new Runtime');
		const isConst =
			!ts.isVariableDeclaration(variable) || variable.parent.flags & ts.NodeFlags.Const;
		const isChanged = changed.has(name);
		return [
			...created.map((what) => `${name}: ${what}`),
			...(isConst ? [] : [`${name}: let`]),
			...(isChanged ? [`${name}: changed`] : []),
		];
	});
}

test.each(SOURCES)('%s keeps no state in the module', (file) => {
	expect(stateIn(file, readFileSync(join(ROOT, file), 'utf8'))).toEqual([]);
});

test('every file that n8n loads creates one runtime', () => {
	for (const file of EDGES) {
		const created = readFileSync(join(ROOT, file), 'utf8').match(/new Runtime\(/g);
		expect(created).toHaveLength(1);
	}
});

test.each([
	['const seen = new Map<string, number>();', ['seen: new Map']],
	['const seen = new WeakMap<object, number>();', ['seen: new WeakMap']],
	['const seen: ReadonlySet<WeakSet<object>> = new Set([new WeakSet()]);', ['seen: new WeakSet']],
	['export const polls = { last: new Map() };', ['polls: new Map']],
	['const gates = new Gates();', ['gates: new Gates']],
	['const runtime = new Runtime();', ['runtime: new Runtime']],
	['class Gate { static readonly all = new Set<Gate>(); }', ['all: new Set']],
	['let last = 0; export const next = () => ++last;', ['last: let']],
	[
		'const names: string[] = []; export const add = (n: string) => names.push(n);',
		['names: changed'],
	],
	['const byName = {}; export const add = (n: string) => { byName[n] = 1; };', ['byName: changed']],
])('detects state in: %s', (text, state) => {
	expect(stateIn('nodes/x.ts', text)).toEqual(state);
});

test.each([
	"const CODES: ReadonlySet<string> = new Set(['a']);",
	"const NAMES: ReadonlyMap<string, number> = new Map([['a', 1]]);",
	'const create = () => new Map();',
	'class Gate { private readonly queue = new Set(); }',
	"const PATTERN = new RegExp('a'); const { compare } = new Intl.Collator('en');",
])('accepts: %s', (text) => {
	expect(stateIn('nodes/x.ts', text)).toEqual([]);
});
