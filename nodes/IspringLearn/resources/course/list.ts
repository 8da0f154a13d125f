import { idList } from '../../fields/ids/ids';
import { textList } from '../../fields/listFilters';
import { textSearch } from '../../fields/textSearch';
import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { listOperations } from '../../operations/list/listOperation';

export const operations = listOperations({
	endpoint: ENDPOINTS.courses,
	action: 'Get many courses',
	description: 'Retrieve a list of courses and other content',
	simplified: ['title', 'type', 'description', 'addedDate', 'viewUrl', 'contentItemId'],
	filters: [
		idList({
			displayName: 'Content Item Names or IDs',
			name: 'contentItemIds',
			from: 'getContents',
			description:
				"Only return these courses and other content. A course's ID is its contentItemId.",
		}),
		textSearch({
			displayName: 'Title Contains',
			name: 'titleContains',
			placeholder: 'e.g. fire safety',
			columns: ['title'],
			description:
				"Only return content whose title contains all of these words. iSpring Learn doesn't have this filter, so the node reads all content.",
		}),
		textList({
			displayName: 'Content Types',
			name: 'contentTypes',
			placeholder: 'e.g. Course',
			key: 'type',
			description:
				"Only return content of these types, as in the 'type' column. Enter Course for courses only",
		}),
	],
});
