import { WEBHOOK_RULES, type WebhookRules } from './webhooks/rules';

/** What the documentation leaves open or says in several ways. A test can change each rule at any time. */
export interface Rules extends WebhookRules {
	/**
	 * The body after a create. `id` (default): a JSON string, in XML `<response>id</response>`. `object`, `idObject`, `responseObject`:
	 * an object with `userId`, `id` or `response`. `text`: the id as plain text. `xml`: XML whatever was asked for. `empty`: none.
	 */
	created: 'id' | 'object' | 'idObject' | 'responseObject' | 'text' | 'xml' | 'empty';
	/** The status of other writes, whose body is empty. */
	done: 'documented' | 200 | 201 | 204;
	/** Whether a single record stands in `response`. In XML its element stands in `<response>`, or `bare` its fields do. */
	record: 'documented' | 'bare' | 'wrapped';
	/** "An unknown or deleted id gives 400, not 404"; some pages declare 404. */
	unknownId: 400 | 404;
	/** "treat 400-"Duplicate" and 409 as the same thing". */
	duplicate: 400 | 409;
	/** What a list with one bad id does to the others. */
	bulk: 'atomic' | 'partial';
	/** What enrolling in the same course again does. */
	enrolledTwice: 'add' | 'ignore' | 'refuse';
	/** "Inactive users cannot be enrolled". */
	inactiveLearners: 'refuse' | 'skip';
	/** "groups the user will be added to". */
	groupIds: 'add' | 'replace';
	/** The values of `role`: those of the OpenAPI file, or of the help pages of newer European accounts. */
	roleNames: 'older' | 'newer';
	/** Whether an update may leave out login, email and required fields. Help pages demand them, "partial is normal" for clients. */
	partialUpdates: boolean;
	/** Whether a user is invited without `sendLoginEmail`: "older pages: default true". */
	sendsLoginEmail: boolean;
	/** The number of active users in the plan. Users beyond it "become inactive". */
	maxActiveUsers: number;
	/** The number of ids in one list of a body (50). Members of a group have no limit. */
	maxIds: number;
}

export const RULES: Rules = {
	created: 'id',
	done: 'documented',
	record: 'documented',
	unknownId: 400,
	duplicate: 400,
	bulk: 'atomic',
	enrolledTwice: 'add',
	inactiveLearners: 'refuse',
	groupIds: 'add',
	roleNames: 'older',
	partialUpdates: true,
	sendsLoginEmail: false,
	maxActiveUsers: Infinity,
	maxIds: 50,
	...WEBHOOK_RULES,
};
