/** Every topic that the monitors of a console offer. */
export const monitorTopics: readonly string[] = ['venue', 'health'];
