/**
 * What an AI model reads about each resource. It reads the text before it decides whether to use the
 * tool, and it sees nothing else of the form.
 */
import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { onlyInTools } from '../fields/tool';
import type { Operation, Resource } from '../operations/resourceForm';

/** The statuses that Overdue Only counts as unfinished, in the order in which a learner passes them. */
export const UNFINISHED_STATUSES = 'not_started, in_progress, incomplete, pending and declined';

/** The meaning of each status, and the answer to the most frequent question. */
const STATUSES = [
	'completionStatus is not_started, in_progress, incomplete, pending (waits for a review) or declined (a reviewer declined the work) for what is unfinished;',
	"complete, passed, accepted or failed (didn't reach the passing score) for what is finished.",
	`To find who hasn't finished, filter by ${UNFINISHED_STATUSES}.`,
].join(' ');

/** The filters by date that suit a model: it need not know the date of today. */
const RANGES =
	"Where this tool has the filters 'Completed In', 'Assigned In' and 'Due In', they take a range such as Today, Last Week, This Month or Last 30 Days. 'Due In' also takes Next 7 Days.";

const DATES = `${RANGES} 'Overdue Only' limits the rows to unfinished results whose due date has passed.`;

/** The same for rows that sum up results: a model could mistake the figures for those of all work. */
const COUNTED = `Filters by status or date decide which results are counted. Without them, all of them are. ${RANGES} 'Overdue Only' counts only unfinished results whose due date has passed.`;

/** What the filters take, and how the tool says that it left something out. */
const FILTERS = 'Filters take IDs, names, email addresses and titles.';
const TRUNCATED =
	'If more results match than are returned, the last row has "truncated": true and says how many were returned.';

const TOOL_DESCRIPTIONS: Readonly<Record<string, string>> = {
	answer: `Get the answers of learners to the questions of quizzes from iSpring Learn: one row for each learner, attempt and question, with the answer and whether it is correct (isAnswerCorrect). It shows which questions are hard. For the score of a complete quiz, use module results. 'Wrong Answers Only' leaves out correct answers. ${FILTERS} ${TRUNCATED}`,
	certificate: `Get the certificates that were issued in iSpring Learn: one row for each, with the learner, the course, and the dates of issue and expiry. 'Expiring In' limits the rows to a range such as Next 90 Days, Expired or This Month. The operation Get Link returns a link that opens a certificate for ten minutes. ${FILTERS} ${TRUNCATED}`,
	course: `Find courses and other content in iSpring Learn: one row for each, with its title, type and ID (contentItemId). A course has several modules, which are lessons and quizzes. ${TRUNCATED}`,
	courseModule: `Get the modules of courses in iSpring Learn: one row for each lesson or quiz, with its title and its course. It doesn't say who has taken them: module results do. ${FILTERS} ${TRUNCATED}`,
	courseProgress: `Get figures about each course from iSpring Learn: one row for each course, with how many learners have it, how many results are finished, failed, open and overdue, and the average progress and score. The courses with most that is overdue come first. It doesn't name the learners: learner progress and course results do. ${COUNTED} ${FILTERS} ${TRUNCATED}`,
	courseResult: `Get course results from iSpring Learn: one row for each learner and course, with status, progress and dates. A course result is about the course as a whole. For a single lesson or quiz of a course, use module results. ${STATUSES} ${DATES} ${FILTERS} ${TRUNCATED}`,
	department: `Get the departments of the company from iSpring Learn: one row for each, with its name and ID. ${TRUNCATED}`,
	enrollment: `Get enrollments from iSpring Learn: one row for each course that a learner is enrolled in, with its due date. It doesn't say how far the learner has come: course results and module results do. ${FILTERS} ${TRUNCATED}`,
	group: `Get the groups of users from iSpring Learn: one row for each, with its name and ID. The operation Get also returns the members. ${TRUNCATED}`,
	homework: `Get the homework that waits for a grade from iSpring Learn: one row for each attempt, with the learner, the instructor and the files. ${FILTERS} ${TRUNCATED}`,
	learnerProgress: `Get figures about each learner from iSpring Learn: one row for each learner, with how many courses (or modules, if the tool counts modules) are assigned, finished, open and overdue, the average progress, and the next due date. The learners with most that is overdue come first. It doesn't say which courses these are: course results do. ${COUNTED} ${FILTERS} ${TRUNCATED}`,
	learningTrack: `Get the learning tracks of iSpring Learn: one row for each course in a track, with both titles. ${FILTERS} ${TRUNCATED}`,
	moduleResult: `Get module results from iSpring Learn: one row for each learner and module, with status, progress, score and dates. A module is a single lesson or quiz of a course. For the course as a whole, use course results. ${STATUSES} ${DATES} ${FILTERS} ${TRUNCATED}`,
	points: `Get the gamification points of users from iSpring Learn: one row for each user, with name, email address and points. ${FILTERS} ${TRUNCATED}`,
	quiz: `Find quizzes in iSpring Learn: one row for each, with its title, its courses and its ID (quizId). It doesn't say how learners did: module results do, and answers show each question. ${FILTERS} ${TRUNCATED}`,
	training: `Get the sessions of instructor-led trainings and webinars from iSpring Learn: one row for each session, with its training, start, location and instructor. 'Starts In' takes a range such as Today, This Week or Next 7 Days. The operation Get Participants returns who takes part in a session. ${FILTERS} ${TRUNCATED}`,
	user: `Find people in iSpring Learn: one row for each user, with name, email address, department and ID. Use it to find out who somebody is, and then filter results by the email address or ID. ${TRUNCATED}`,
};

/** A tool for an operation that changes something. */
const describeChange = ({ description }: Operation): string =>
	`Change data in iSpring Learn. ${description}${description.endsWith('.') ? '' : '.'} The result has an "action" that says what happened.`;

/** The texts of a resource, with the operations that each is for. */
function textsFor({ value, operations }: Resource): Array<{ text: string; for: Operation[] }> {
	const offered = operations.filter(({ exceptInTools }) => !exceptInTools);
	const reads = { text: TOOL_DESCRIPTIONS[value], for: offered.filter(({ changes }) => !changes) };
	const changing = offered.filter(({ changes }) => changes);
	return [reads, ...changing.map((one) => ({ text: describeChange(one), for: [one] }))];
}

/**
 * The fields Tool Description, one shown at a time. n8n adds one of its own to a node that has none, and sets
 * it to "Get many module results in iSpring Learn", which says too little to a model.
 */
export const toolDescriptionFields = (resources: readonly Resource[]): INodeProperties[] =>
	resources.flatMap((resource) =>
		textsFor(resource).map(({ text, for: operations }) =>
			onlyInTools({
				displayName: 'Tool Description',
				name: 'toolDescription',
				type: 'string',
				typeOptions: { rows: 5 },
				default: text,
				description:
					'Tells the AI model what this tool does. The model uses it to decide when and how to use the tool.',
				displayOptions: {
					show: {
						resource: [resource.value],
						operation: operations.map(({ value }) => value),
					},
				},
			}),
		),
	);

/** The tool in the list of tools that n8n offers. */
export const TOOL_SUMMARY =
	'Let an AI agent read training results and courses from iSpring Learn, and manage users, enrollments, departments, groups and points';

/** What n8n's assistant, which builds workflows, reads about the node. Older versions of n8n ignore it. */
export const BUILDER_HINT: INodeTypeDescription['builderHint'] = {
	searchHint: [
		'Module Result is one row for each learner and module (a single lesson or quiz); Course Result is one row for each learner and course.',
		'Learner Progress is one row for each learner and Course Progress one row for each course, with counts of what is assigned, finished, open and overdue: use them instead of Summarize or Aggregate.',
		`To find who hasn't finished, filter Completion Statuses by ${UNFINISHED_STATUSES}; for late learners, turn on Overdue Only.`,
		"For a scheduled report, use a relative range instead of exact dates, such as Completed In: Last Week ('lastWeek'); Assigned In and Due In take the same ranges, and Due In also Next 7 Days ('next7Days').",
		'Names of people and courses are in the output by default, so no other node has to look them up.',
		'To write an Excel, CSV or NDJSON file, use the operation Export to File instead of Convert to File.',
		'To create a user or update an existing one, use Create or Update of User. For a leaver, use Terminate with a date instead of Delete.',
		'To assign courses to people, use Enroll of Enrollment: it skips learners who are already enrolled. To let someone take a course again, use Re-Enroll. To move a due date, use Update.',
		'To sync the departments of an HR system, use Create or Update of Department: it finds departments and their parents by code.',
		'To remind people of certificates that expire, use Get Many of Certificate with Expiring In. To send a certificate, use Download, and attach the binary property data to an email.',
		'For an AI agent, connect one tool for each resource: module results, users to find people, and courses to find courses.',
	].join(' '),
	relatedNodes: [
		{
			nodeType: 'n8n-nodes-ispring-learn.ispringLearnTrigger',
			relationHint: 'Starts a workflow when a module is completed, assigned or overdue',
		},
		{
			nodeType: 'n8n-nodes-ispring-learn.ispringLearnInstantTrigger',
			relationHint:
				'Starts a workflow within seconds after an event, such as a completed course, an enrollment or a new user, if iSpring Learn can reach n8n',
		},
	],
};
