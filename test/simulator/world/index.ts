/** The default clock of the world in epoch seconds: 2026-06-01T00:00:00Z. */
export const WORLD_NOW = Date.UTC(2026, 5, 1) / 1000;

export type Kind =
	| 'user'
	| 'course'
	| 'module'
	| 'item'
	| 'enrollment'
	| 'department'
	| 'group'
	| 'role';
const KINDS: readonly Kind[] = [
	'user',
	'course',
	'module',
	'item',
	'enrollment',
	'department',
	'group',
	'role',
];

export interface WorldOptions {
	/** Everything in the world is a pure function of the seed (7). */
	seed: number;
	/** Number of module results (2500). */
	rows: number;
	users: number;
	courses: number;
	modulesPerCourse: number;
	/** The clock of the world in epoch seconds (2026-06-01T00:00:00Z). It does not advance: events are before it, and it decides which deadlines have passed. */
	now: number;
	/** True (default): every user is active, so that a query without filters returns exactly `rows` rows. */
	allActive: boolean;
	/** True: names, titles and addresses of an ordinary account, for pictures. False (default): hostile ones too. */
	everyday: boolean;
}

export interface User {
	id: string;
	index: number;
	status: 1 | 3 | 5;
	department: number;
	departmentId: string;
	groups: readonly number[];
	/** The best available name; empty for the user without one. */
	name: string;
	firstName?: string;
	lastName?: string;
	email?: string;
	login?: string;
	/** Profile fields that the account defined itself. */
	profile?: Readonly<Record<string, string>>;
}
/** `listed` is false for a course that `/contents` omits ("omits content linked from other courses"). */
export interface Course {
	id: string;
	index: number;
	title: string;
	listed: boolean;
}
export interface Module {
	id: string;
	index: number;
	course: number;
	courseId: string;
	item: number;
	itemId: string;
	title: string;
	type: 'material' | 'training';
}
export interface Department {
	id: string;
	index: number;
	name: string;
	parent?: number;
	parentId?: string;
}
export interface Group {
	id: string;
	index: number;
	name: string;
	isSmart: boolean;
}
export interface Enrollment {
	id: string;
	index: number;
	user: number;
	course: number;
	access: number;
	due?: number;
	expiration?: number;
}

/** Hashes two integers into a well-mixed unsigned 32-bit integer. */
export function mix(a: number, b: number): number {
	let h = Math.imul(a ^ Math.imul(b + 0x7f4a7c15, 0x9e3779b1), 0x85ebca6b);
	h = Math.imul(h ^ (h >>> 15), 0xc2b2ae35);
	h = Math.imul(h ^ (h >>> 13), 0x27d4eb2f);
	return (h ^ (h >>> 16)) >>> 0;
}

const ODD = 0x9e3779b1;
let inverse = ODD;
for (let i = 0; i < 5; i++) inverse = Math.imul(inverse, 2 - Math.imul(ODD, inverse));
const hex = (n: number, width: number): string =>
	(n >>> 0).toString(16).padStart(width, '0').slice(-width);

const words = (text: string): string[] => text.split('|');
const FIRST = words('Anna|Jörg|Мария|Chloé|Liam|Siân|Wei|Дмитрий|Zoë|Omar|Łukasz|Ana');
const LAST = words(
	"Smith|O'Neil|Müller|Иванова|Li|García & Sons|Nowak|St. John|Øberg|van <Dijk>|Kim",
);
const SPECIAL = words(
	'007|Safety & Health <Level 1>|1e3|"Quoted" and it\'s fine|Größe & Maß|Введение в продажи|Party 😀 café|true|' +
		'L\'été: 5 > 3 & 2 < 4|null|数据 <b>安全</b> 🛡️|End ]]> of CDATA|12.50|Müller\'s "Übung" №5|R&amp;D, escaped once',
);
const TOPICS = words(
	'Introduction|Product Basics|Sales Script|Final Quiz|Fire Drill|Onboarding Video|Code of Conduct',
);
const DEPARTMENTS = words(
	'Head Office|Sales & Marketing|Production|Отдел кадров|Sales North|Assembly|Recruiting|Sales Süd|Logistics|Training|Key Accounts|Quality',
);

const EVERYDAY_FIRST = words('Anna|James|Maria|Chloe|Liam|Sofia|Daniel|Nina|Omar|Lucas|Emma|Noah');
const EVERYDAY_LAST = words('Smith|Novak|Weber|Garcia|Kim|Rossi|Larsen|Brown|Silva|Meyer|Jones');
const EVERYDAY_COURSES = words(
	'Fire Safety|Code of Conduct|Data Protection|Sales Onboarding|First Aid|Product Basics|Customer Service|Information Security|Time Management|Ergonomics',
);
const EVERYDAY_MODULES = words('Introduction|Video Lesson|Case Study|Practice|Final Quiz');

const title = (n: number): string =>
	n % 3 === 1
		? SPECIAL[Math.floor(n / 3) % SPECIAL.length]
		: `${TOPICS[n % TOPICS.length]} ${n + 1}`;

/** Numbers the titles after the first round. */
const everydayTitle = (titles: readonly string[], n: number): string =>
	n < titles.length
		? titles[n]
		: `${titles[n % titles.length]} ${Math.floor(n / titles.length) + 1}`;

/** Users, courses, modules, departments, groups and enrollments. Rows are computed on demand, so any number of them takes no memory. */
export class World {
	readonly users: User[] = [];
	readonly courses: Course[] = [];
	readonly modules: Module[] = [];
	/** 12 departments on 3 levels: 0 is the root, 1..3 below it, 4..11 below those. */
	readonly departments: Department[] = [];
	readonly groups: Group[] = [];
	readonly enrollmentCount: number;
	private readonly suffixes = new Map<Kind, string>();
	private readonly keys = new Map<Kind, number>();

	constructor(readonly options: WorldOptions) {
		const { seed, rows, users, courses, modulesPerCourse, everyday } = options;
		KINDS.forEach((kind, n) => {
			this.keys.set(kind, mix(seed, n));
			this.suffixes.set(kind, `-${hex(mix(seed, 50 + n), 4)}-11ee-8e3f-0242ac13${hex(n + 16, 4)}`);
		});
		this.enrollmentCount = Math.ceil(rows / modulesPerCourse);
		for (let d = 0; d < DEPARTMENTS.length; d++) {
			const parent = d === 0 ? undefined : d < 4 ? 0 : 1 + ((d - 4) % 3);
			this.departments.push({
				id: this.id('department', d),
				index: d,
				name: DEPARTMENTS[d],
				parent,
				parentId: parent === undefined ? undefined : this.id('department', parent),
			});
		}
		for (let g = 0; g < 6; g++)
			this.groups.push({
				id: this.id('group', g),
				index: g,
				name: g === 2 ? 'Новички & friends' : `Group ${g + 1}`,
				isSmart: g % 3 === 1,
			});
		for (let u = 0; u < users; u++) this.users.push(this.makeUser(u));
		for (let c = 0; c < courses; c++)
			this.courses.push({
				id: this.id('course', c),
				index: c,
				title: everyday ? everydayTitle(EVERYDAY_COURSES, c) : `Course: ${title(c + 2)}`,
				listed: everyday || c % 10 !== 9,
			});
		for (let m = 0; m < courses * modulesPerCourse; m++) {
			const course = Math.floor(m / modulesPerCourse);
			const item = this.itemOf(m);
			this.modules.push({
				id: this.id('module', m),
				index: m,
				course,
				courseId: this.id('course', course),
				item,
				itemId: this.id('item', item),
				title: everyday ? everydayTitle(EVERYDAY_MODULES, m % modulesPerCourse) : title(m),
				type: m % 11 === 5 ? 'training' : 'material',
			});
		}
	}

	/** A lower-case UUID that encodes the kind and the index. */
	id(kind: Kind, index: number): string {
		return (
			hex(Math.imul(index + 1, ODD) ^ (this.keys.get(kind) as number), 8) +
			(this.suffixes.get(kind) as string)
		);
	}

	/** The index of an id of this kind, or -1 for an unknown id. */
	find(kind: Kind, id: string): number {
		if (id.length !== 36 || !id.endsWith(this.suffixes.get(kind) as string)) return -1;
		const index =
			(Math.imul(parseInt(id.slice(0, 8), 16) ^ (this.keys.get(kind) as number), inverse) >>> 0) -
			1;
		const count = {
			user: this.users.length,
			course: this.courses.length,
			module: this.modules.length,
			item: this.modules.length,
			enrollment: this.enrollmentCount,
			department: this.departments.length,
			group: this.groups.length,
			role: 3,
		}[kind];
		return index >= 0 && index < count && (kind !== 'item' || this.itemOf(index) === index)
			? index
			: -1;
	}

	/** The learner of enrollment j. Every user is enrolled in every course once before anyone is enrolled again. */
	userOf(j: number): number {
		return j % this.options.users;
	}
	courseOf(j: number): number {
		return (Math.floor(j / this.options.users) + this.userOf(j)) % this.options.courses;
	}
	/** Epoch seconds of the assignment, within the two years before the world's clock. */
	accessOf(j: number): number {
		return this.options.now - 3600 - (mix(this.options.seed ^ 0x1001, j) % 63_000_000);
	}
	dueOf(j: number): number | undefined {
		const h = mix(this.options.seed ^ 0x1002, j);
		return h % 5 < 3 ? this.accessOf(j) + 604_800 + ((h >>> 4) % 7_000_000) : undefined;
	}
	enrollment(j: number): Enrollment {
		const due = this.dueOf(j);
		const expiration = due !== undefined && j % 3 === 0 ? due + (j % 2) * 2_592_000 : undefined;
		return {
			id: this.id('enrollment', j),
			index: j,
			user: this.userOf(j),
			course: this.courseOf(j),
			access: this.accessOf(j),
			due,
			expiration,
		};
	}
	/** All enrollments, created on every call: for small worlds only. */
	get enrollments(): Enrollment[] {
		return Array.from({ length: this.enrollmentCount }, (_, j) => this.enrollment(j));
	}
	/** A department with all its subdepartments. */
	departmentTree(d: number): number[] {
		return [
			d,
			...this.departments
				.filter((one) => one.parent === d)
				.flatMap((one) => this.departmentTree(one.index)),
		];
	}

	/** The content item of a module; some modules share the item of the first course. */
	private itemOf(m: number): number {
		return m % 7 === 3 && m >= this.options.modulesPerCourse
			? m % this.options.modulesPerCourse
			: m;
	}

	/** A name that repeats after 132 users, and an address that does not. */
	private everydayName(u: number): Pick<User, 'firstName' | 'lastName' | 'email' | 'login'> {
		const firstName = EVERYDAY_FIRST[u % EVERYDAY_FIRST.length];
		const lastName = EVERYDAY_LAST[u % EVERYDAY_LAST.length];
		const round = Math.floor(u / (EVERYDAY_FIRST.length * EVERYDAY_LAST.length));
		const login = `${firstName}.${lastName}${round || ''}`.toLowerCase();
		return { firstName, lastName, login, email: `${login}@example.com` };
	}

	/** Some users lack a part of their name, their email address or everything. */
	private hostileName(u: number): Pick<User, 'firstName' | 'lastName' | 'email' | 'login'> {
		const isNamed = u % 10 !== 3 && u !== 5;
		return {
			firstName: isNamed ? FIRST[u % FIRST.length] : undefined,
			lastName: isNamed && u % 10 !== 4 ? LAST[u % LAST.length] : undefined,
			email: u % 10 !== 7 && u !== 5 ? `user${u}+learn@example.com` : undefined,
			login: u !== 5 ? `user${u}` : undefined,
		};
	}

	private makeUser(u: number): User {
		const h = mix(this.options.seed ^ 0x2001, u);
		const status = this.options.allActive || h % 100 < 85 ? 1 : h % 100 < 95 ? 3 : 5;
		const department = (h >>> 8) % DEPARTMENTS.length;
		const names = this.options.everyday ? this.everydayName(u) : this.hostileName(u);
		const { firstName, lastName, login } = names;
		const name = [firstName, lastName].filter(Boolean).join(' ') || (login ?? '');
		return {
			id: this.id('user', u),
			index: u,
			status,
			department,
			departmentId: this.id('department', department),
			groups: u % 4 === 0 ? [] : [u % 6, (u + 1) % 6].slice(0, 1 + (u % 2)),
			name,
			...names,
		};
	}
}
