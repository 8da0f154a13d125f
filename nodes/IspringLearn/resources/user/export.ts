import { exportOperation } from '../../operations/listOperation';
import { users } from './getAll';

export const exportToFile = exportOperation(users);
