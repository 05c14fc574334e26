/** A TCP proxy that a test can make fail: it cuts connections, holds answers back, or changes what the server says. */
import net from 'node:net';
import type { AddressInfo } from 'node:net';

export interface TcpProxy {
  readonly port: number;
  /** Cuts every open connection, and refuses every later one until `mend`. */
  cut(): void;
  mend(): void;
  /** Holds back what the client sends from now on, until `resume`. */
  pause(): void;
  resume(): void;
  /** When the client next sends this, passes it on, waits for the answer and cuts instead of passing that on too. */
  loseNextAnswerTo(sent: Buffer): void;
  close(): Promise<void>;
}

/** @param rewrite may change what the server answers */
export async function tcpProxy(
  target: { host: string; port: number },
  rewrite = (answer: Buffer) => answer,
): Promise<TcpProxy> {
  const sockets = new Set<net.Socket>();
  const clients = new Set<net.Socket>();
  let refusing = false;
  let paused = false;
  let losing: Buffer | undefined;

  const cutAll = () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  const server = net.createServer((client) => {
    if (refusing) return void client.destroy();
    const upstream = net.connect(target);
    let deaf = false;
    clients.add(client);
    client.on('close', () => clients.delete(client));
    if (paused) client.pause();
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (data) => {
      if (losing && data.includes(losing)) {
        losing = undefined;
        deaf = true;
      }
      upstream.write(data);
    });
    upstream.on('data', (data) => {
      // The answer is there, so the server has done it; the client never hears.
      if (deaf) cutAll();
      else client.write(rewrite(data));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      refusing = true;
      cutAll();
    },
    mend: () => {
      refusing = false;
    },
    pause: () => {
      paused = true;
      for (const client of clients) client.pause();
    },
    resume: () => {
      paused = false;
      for (const client of clients) client.resume();
    },
    loseNextAnswerTo: (pattern) => {
      losing = pattern;
    },
    close: async () => {
      cutAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
