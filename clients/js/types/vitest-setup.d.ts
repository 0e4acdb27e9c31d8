/**
 * A global setup for Vitest: one server for the whole run. Without it each test file has one of its own.
 * @param {import('vitest/node').TestProject} project
 */
export default function setup(project: import("vitest/node").TestProject): Promise<() => Promise<void>>;
