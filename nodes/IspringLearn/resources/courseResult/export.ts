import { exportOperation } from '../../operations/listOperation';
import { courseResults } from './getAll';

export const exportToFile = exportOperation(courseResults);
