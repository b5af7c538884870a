import { order, type LessonId } from '$lessons/order';

export const match = (param: string): param is LessonId => order.some((id) => id === param);
