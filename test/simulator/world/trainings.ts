import type { MeetingAttribute } from './events';
import type { World } from './index';

/** A session of a training, which learners take part in. */
export interface TrainingSession {
	id: string;
	index: number;
	/** The index of the module that is the training. */
	training: number;
	title: string;
	/** The indexes of users. */
	participants: readonly number[];
	deleted?: boolean;
}
/** A meeting of a session: a day, in the paths of the API. */
export interface Meeting {
	id: string;
	index: number;
	session: number;
	/** Epoch seconds. */
	start: number;
	/** Seconds. */
	duration: number;
	location?: string;
	url?: string;
	deleted?: boolean;
}
type MeetingTerms = Pick<Meeting, 'start' | 'duration' | 'location' | 'url'>;

const ATTRIBUTES: ReadonlyArray<readonly [MeetingAttribute, ReadonlyArray<keyof MeetingTerms>]> = [
	['time_range', ['start', 'duration']],
	['location', ['location']],
	['url', ['url']],
];

/** The sessions of all trainings. Changes are announced. */
export class Trainings {
	readonly sessions: TrainingSession[] = [];
	readonly meetings: Meeting[] = [];

	constructor(private readonly world: World) {}

	/** The index of the item that a session belongs to. Courses may share a training. */
	itemOf(s: number): number {
		return this.world.modules[this.sessions[s].training].item;
	}
	/** The index of the item of a training, or -1. */
	find(id: string): number {
		const item = this.world.find('item', id);
		const isTraining = this.world.modules.some(
			(one) => one.item === item && one.type === 'training',
		);
		return isTraining ? item : -1;
	}
	addSession({ training, title }: Pick<TrainingSession, 'training' | 'title'>): TrainingSession {
		const index = this.sessions.length;
		const id = this.world.id('session', index);
		const added = { id, index, training, title, participants: [] };
		this.sessions.push(added);
		return added;
	}
	/** Removes a session with its meetings. */
	removeSession(s: number): void {
		this.sessions[s].deleted = true;
		for (const one of this.meetingsOf(s)) this.removeMeeting(one.index, true);
	}

	/** The meetings of a session. */
	meetingsOf(s: number): Meeting[] {
		return this.meetings.filter(({ session, deleted }) => session === s && !deleted);
	}
	addMeeting(session: number, terms: MeetingTerms): Meeting {
		const index = this.meetings.length;
		const added = { ...terms, id: this.world.id('meeting', index), index, session };
		this.meetings.push(added);
		this.world.announce('TRAINING_MEETING_ADDED', {
			...this.idsOf(added),
			sourceIds: this.sourcesOf(session),
		});
		return added;
	}
	updateMeeting(m: number, change: Partial<MeetingTerms>): void {
		const meeting = this.meetings[m];
		const differs = (name: keyof MeetingTerms): boolean =>
			name in change && change[name] !== meeting[name];
		const updatedAttributes = ATTRIBUTES.filter(([, names]) => names.some(differs)).map(
			([attribute]) => attribute,
		);
		Object.assign(meeting, change);
		if (updatedAttributes.length > 0)
			this.world.announce('TRAINING_MEETING_UPDATED', {
				...this.idsOf(meeting),
				updatedAttributes,
			});
	}
	removeMeeting(m: number, removedWithSession = false): void {
		const meeting = this.meetings[m];
		meeting.deleted = true;
		this.world.announce('TRAINING_MEETING_REMOVED', {
			...this.idsOf(meeting),
			sourceIds: this.sourcesOf(meeting.session),
			removedWithSession,
		});
	}

	addParticipants(s: number, users: readonly number[]): void {
		const session = this.sessions[s];
		const added = users.filter((u) => !session.participants.includes(u));
		session.participants = [...session.participants, ...added];
		if (added.length > 0)
			this.world.announce('TRAINING_SESSION_PARTICIPANTS_ADDED', {
				sessionId: session.id,
				participantIds: added.map((u) => this.world.users[u].id),
			});
	}
	removeParticipant(s: number, u: number): void {
		const session = this.sessions[s];
		if (!session.participants.includes(u)) return;
		session.participants = session.participants.filter((one) => one !== u);
		this.world.announce('TRAINING_SESSION_PARTICIPANT_REMOVED', {
			sessionId: session.id,
			participantId: this.world.users[u].id,
		});
	}

	private idsOf({ id, session }: Meeting): { meetingId: string; sessionId: string } {
		return { meetingId: id, sessionId: this.sessions[session].id };
	}
	/** The contents that a session belongs to. The documentation does not say what sourceIds holds. */
	private sourcesOf(session: number): string[] {
		return [this.world.modules[this.sessions[session].training].itemId];
	}
}
