import { startServer } from './start.js';

/**
 * A global setup for Vitest: one server for the whole run. Without it each test file has one of its own.
 * @param {import('vitest/node').TestProject} project
 */
export default async function setup(project) {
  const server = await startServer();
  project.provide(/** @type {never} */ ('chatmockUrl'), /** @type {never} */ (server.url));
  return () => server.stop();
}
