import type { User } from './things';

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
export const DEPARTMENTS = words(
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

export const courseTitle = (c: number, everyday: boolean): string =>
	everyday ? everydayTitle(EVERYDAY_COURSES, c) : `Course: ${title(c + 2)}`;

/** The title of module m, the n-th of its course. */
export const moduleTitle = (m: number, n: number, everyday: boolean): string =>
	everyday ? everydayTitle(EVERYDAY_MODULES, n) : title(m);

type Names = Pick<User, 'firstName' | 'lastName' | 'email' | 'login'>;

/** A name that repeats after 132 users, and an address that does not. */
function everydayNames(u: number): Names {
	const firstName = EVERYDAY_FIRST[u % EVERYDAY_FIRST.length];
	const lastName = EVERYDAY_LAST[u % EVERYDAY_LAST.length];
	const round = Math.floor(u / (EVERYDAY_FIRST.length * EVERYDAY_LAST.length));
	const login = `${firstName}.${lastName}${round || ''}`.toLowerCase();
	return { firstName, lastName, login, email: `${login}@example.com` };
}

/** Some users lack a part of their name, their email address or everything. */
function hostileNames(u: number): Names {
	const isNamed = u % 10 !== 3 && u !== 5;
	return {
		firstName: isNamed ? FIRST[u % FIRST.length] : undefined,
		lastName: isNamed && u % 10 !== 4 ? LAST[u % LAST.length] : undefined,
		email: u % 10 !== 7 && u !== 5 ? `user${u}+learn@example.com` : undefined,
		login: u !== 5 ? `user${u}` : undefined,
	};
}

export const namesOf = (u: number, everyday: boolean): Names =>
	everyday ? everydayNames(u) : hostileNames(u);

/** The best available name of a user. */
export const displayName = ({ firstName, lastName, login }: Names): string =>
	[firstName, lastName].filter(Boolean).join(' ') || (login ?? '');
