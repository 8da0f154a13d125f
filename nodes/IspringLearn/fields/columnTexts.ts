/** What each column holds: for the list of columns in the form, and for the tables in docs/columns.md. */
import { ENDPOINTS } from '../api/endpoints/endpoints';
import { UNGRADED_ATTEMPTS } from '../api/endpoints/homework';
import { TRACK_COURSES } from '../api/endpoints/learningTracks';
import { PROGRESS } from '../api/endpoints/progress';
import { TRAINING_LISTS, TRAINING_ROWS } from '../api/endpoints/trainings';

/** Texts by the name of the column. */
type Texts = Readonly<Record<string, string>>;

const DEPARTMENT = {
	departmentName: "Name of the user's department",
	departmentId: "ID of the user's department",
};

const PERSON = {
	userName: "User's first and last name, or the login if there is none",
	userEmail: "User's email address",
	userId: "User's ID",
	...DEPARTMENT,
};

const RESULT = {
	...PERSON,
	courseTitle: 'Title of the course',
	completionStatus: 'Completion status, such as not_started, in_progress or passed',
	progress: 'Progress in percent',
	awardedScore: 'Score that the learner achieved',
	passingScore: 'Score needed to pass',
	timeSpent: 'Time spent in seconds',
	viewsCount: 'Number of times the learner opened it',
	isOverdue: 'Whether it is overdue, or was finished late',
	accessDate: 'Date of the assignment',
	dueDate: 'Date by which it must be finished',
	completionDate: 'Date of completion',
	expirationDate: 'Date on which access ends',
	courseId: 'ID of the course',
	enrollmentId: 'ID of the enrollment',
};

const ENROLLMENT = {
	...PERSON,
	courseTitle: 'Title of the course',
	accessDate: 'Date of the assignment',
	dueDate: 'Date by which the course must be finished',
	expirationDate: 'Date on which access ends',
	shouldLockAfterDueDate: 'Whether the course is locked after the due date',
	enrollmentTypeGroup: '0 if an administrator assigned the course, 1 if the learner chose it',
	courseId: 'ID of the course',
	enrollmentId: 'ID of the enrollment',
};

const PROGRESS_TEXTS = {
	assigned: 'Number of results: of courses, or of modules',
	finished: 'How many are finished: complete, passed, accepted or failed',
	failed: 'How many of the finished ones are failed',
	open: "How many aren't finished, including work that waits for review or was declined",
	overdue: 'How many are open and overdue',
	finishedLate: 'How many were finished after their due date',
	averageProgress: "Average progress in percent. Work that wasn't started counts as 0.",
	averageScore: 'Average of the scores, where there is one',
	nextDueDate: 'Earliest due date of what is open and not overdue',
	lastCompletionDate: 'Latest date of completion',
};

const TRAINING = {
	sessionTitle: 'Title of the training session',
	instructor: 'Name of the instructor',
	sessionId: 'ID of the training session',
};

const QUIZ = {
	quizTitle: 'Title of the quiz',
	courseTitles: 'Titles of the courses that contain the quiz',
	parentCourseIds: 'IDs of the courses that contain the quiz',
	contentItemId: 'ID of the quiz as a content item',
	quizId: 'ID of the quiz',
};

const KEY = 'Unique key of the result, to match on when you append or update rows';

/** By the name of the endpoint. Lists with the same records share the texts. */
const TEXTS: Readonly<Record<string, Texts>> = {
	[ENDPOINTS.moduleResults.name]: {
		...RESULT,
		moduleTitle: 'Title of the module',
		moduleId: 'ID of the module',
		courseItemId: 'ID of the content item or training',
		resultKey: KEY,
	},
	[ENDPOINTS.courseResults.name]: {
		...RESULT,
		duration: 'Duration of the course, as iSpring Learn sends it',
		resultKey: KEY,
	},
	[PROGRESS.learnerProgress.courses.name]: {
		...PERSON,
		...PROGRESS_TEXTS,
		lastLoginDate: "Date of the learner's last sign-in",
	},
	[PROGRESS.courseProgress.courses.name]: {
		courseTitle: 'Title of the course',
		learners: 'Number of learners',
		...PROGRESS_TEXTS,
		courseId: 'ID of the course',
	},
	[ENDPOINTS.courses.name]: {
		title: 'Title of the course or other content',
		type: 'Type of content, such as Course',
		contentItemType: 'Detailed type of content',
		description: 'Description',
		addedDate: 'Date on which it was added',
		viewUrl: 'URL that opens it',
		userId: "Author's user ID",
		contentItemId: 'ID of the course or other content',
	},
	[ENDPOINTS.courseModules.name]: {
		courseTitle: 'Title of the course',
		title: 'Title of the module',
		type: 'Type of module, such as quiz or training',
		sequentialNumber: 'Position of the module in the course',
		description: 'Description',
		addedDate: 'Date on which it was added',
		viewUrl: 'URL that opens it',
		authorId: "Author's user ID",
		courseId: 'ID of the course',
		contentItemId: 'ID of the content item or training',
		moduleId: 'ID of the module',
	},
	[ENDPOINTS.enrollments.name]: {
		...ENROLLMENT,
		certificate: 'Certificate of the course',
	},
	[ENDPOINTS.certificates.name]: {
		...ENROLLMENT,
		issueDate: 'Date on which the certificate was issued',
		expiryDate: 'Date until which the certificate is valid',
		certificateId: 'ID of the issued certificate',
		url: 'Link to the file',
	},
	[ENDPOINTS.users.name]: {
		...DEPARTMENT,
		userName: 'First and last name, or the login if there is none',
		email: 'Email address',
		groupNames: "Names of the user's groups",
		statusName: 'Status in words: Active, Blocked or Employment ended',
		status: 'Status as a number: 1, 3 or 5',
		role: 'Role in iSpring Learn',
		login: 'Login',
		firstName: 'First name',
		lastName: 'Last name',
		addedDate: 'Date on which the user was added',
		lastLoginDate: 'Date of the last sign-in',
		roleId: 'ID of the role',
		groups: "IDs of the user's groups",
		userId: 'ID of the user',
	},
	[ENDPOINTS.departments.name]: {
		name: 'Name of the department',
		parentDepartmentName: 'Name of the parent department',
		code: 'Code of the department',
		subordination: 'Who leads the department',
		parentDepartmentId: 'ID of the parent department',
		departmentId: 'ID of the department',
	},
	[ENDPOINTS.quizzes.name]: QUIZ,
	[ENDPOINTS.answers.name]: {
		...PERSON,
		...QUIZ,
		questionNumber: 'Number of the question in the quiz',
		questionGroup: 'Group of the question',
		questionTitle: 'Text of the question',
		statementTitle: 'Statement that the answer belongs to, in a question with several',
		questionType: 'Type of the question',
		answerText: 'Answer of the learner',
		customAnswerText: 'Answer that the learner entered as text',
		isAnswerCorrect: 'Whether the answer is correct',
		answerScore: 'Score of the answer',
		questionScore: 'Highest score of the question',
		isAttemptPassed: 'Whether the learner passed the quiz in this attempt',
		attemptScore: 'Score of the attempt',
		passingScore: 'Score needed to pass',
		attemptDate: 'Date of the attempt',
		quizVersion: 'Version of the quiz in the attempt',
		enrollmentId: 'ID of the enrollment',
		answerKey: 'Unique key of the answer, to match on when you append or update rows',
	},
	[ENDPOINTS.groups.name]: {
		name: 'Name of the group',
		isSmart: 'Whether rules decide who is a member',
		usersCount: 'Number of members',
		userNames: 'Names of the members',
		userIds: 'IDs of the members',
		groupId: 'ID of the group',
	},
	[ENDPOINTS.points.name]: {
		...PERSON,
		points: 'Gamification points of the user',
	},
	[TRACK_COURSES.name]: {
		trackTitle: 'Title of the learning track',
		courseTitle: 'Title of the course',
		courseId: 'ID of the course',
		learningTrackId: 'ID of the learning track',
	},
	[UNGRADED_ATTEMPTS.name]: {
		...PERSON,
		assignmentTitle: 'Title of the homework',
		instructorName: "Instructor's first and last name",
		comment: "Learner's comment",
		attachments: 'Files of the attempt: name, size in bytes and URL of each',
		courseFields: 'Values of fields that your account defined',
		instructorId: "Instructor's user ID",
		assignmentId: 'ID of the homework',
		enrollmentId: 'ID of the enrollment',
		attemptId: 'ID of the attempt, to grade it by',
	},
	[TRAINING_LISTS.sessions.name]: {
		...TRAINING,
		trainingTitle: 'Title of the training',
		courseTitles: 'Titles of the courses that contain the training',
		startTime: 'Start of the session, with the offset of its timezone',
		duration: 'Duration of the session in seconds',
		location: 'Location of the session. Several locations are separated by commas.',
		url: 'URL of the online meeting. Several URLs are separated by commas.',
		organizerName: "Organizer's first and last name",
		type: 'Type of training, as iSpring Learn sends it',
		trainingId: 'ID of the training',
		organizerId: "Organizer's user ID",
		courseIds: 'IDs of the courses that contain the training',
		dayIds: 'IDs of the days of the session',
	},
	[TRAINING_ROWS.meetings.name]: {
		...TRAINING,
		startTime: 'Start of the meeting',
		duration: 'Duration of the meeting in seconds',
		location: 'Location of the meeting',
		url: 'URL of the meeting',
		updatedAttributes: 'What was updated: time_range, location or url',
		removedWithSession: 'Whether the meeting was removed together with its session',
		sourceIds: 'IDs of the sources of the meeting, as iSpring Learn sends them',
		trainingId: 'ID of the training',
		meetingId: 'ID of the meeting',
	},
	[TRAINING_ROWS.participants.name]: {
		...PERSON,
		...TRAINING,
		startTime: 'Start of the training session',
		duration: 'Duration of the training session in seconds',
	},
};

/** The texts for the columns of an endpoint's records. */
export const columnTexts = ({ name }: { name: string }): Texts => TEXTS[name] ?? {};
