// What the example needs of Testcontainers for Node, where there is no Docker: a process in place of a container.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export const Wait = { forHealthCheck: () => null };

export class GenericContainer {
  withExposedPorts() { return this; }

  withEnvironment(environment) {
    this.env = { ...process.env, CHATMOCK_PORT: '0', ...environment };
    return this;
  }

  withWaitStrategy() { return this; }

  async start() {
    const child = spawn(process.env.ENTRYPOINT, ['serve'], { env: this.env, stdio: ['ignore', 'pipe', 'ignore'] });
    const [line] = await once(createInterface(child.stdout), 'line');
    const port = line.split(':').at(-1);
    return { getHost: () => 'localhost', getMappedPort: () => Number(port), stop: () => { child.kill(); return once(child, 'exit'); } };
  }
}
