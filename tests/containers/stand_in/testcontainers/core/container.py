"""A container: here the command that the variable ENTRYPOINT names."""

import os
import subprocess


class DockerContainer:
    """As far as the example uses it."""

    def __init__(self, image):
        self.environment = {**os.environ, "CHATMOCK_PORT": "0"}

    def with_exposed_ports(self, port):
        return self

    def with_env(self, name, value):
        self.environment[name] = value
        return self

    def waiting_for(self, strategy):
        return self

    def __enter__(self):
        command = [os.environ["ENTRYPOINT"], "serve"]
        self.process = subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        self.port = self.process.stdout.readline().rpartition(":")[2].strip()
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.communicate()

    def get_container_host_ip(self):
        return "localhost"

    def get_exposed_port(self, port):
        return self.port
