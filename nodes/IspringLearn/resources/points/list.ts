import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { userFilters } from '../../fields/ids/idFilters';
import { listOperations } from '../../operations/list/listOperation';

export const operations = listOperations({
	endpoint: ENDPOINTS.points,
	action: 'Get many points',
	description: 'Retrieve a list of users with their gamification points',
	simplified: ['userName', 'userEmail', 'departmentName', 'points', 'userId'],
	filters: userFilters('Only return the points of these users'),
});
