// A slow link between a browser and a server: a proxy with real sockets that lets bytes through no faster
// than a phone's connection would.
//
// It is modelled on the wire, not in the browser, so that whatever the browser does with early bytes, many
// connections or a long header shows: a new connection costs one round trip before it may be used; a byte
// upwards takes half a round trip; downwards all connections share one pipe of the given bandwidth, in
// segments of 1460 bytes, each half a round trip after its last bit was sent. Slow start is left out: on
// these links ten segments take longer to send than their receipt takes to come back, so it never waits.
// Names and TLS are left out too: they cost every page of every site the same.

import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const SEGMENT_BYTES = 1460;

export const NETWORKS = [
  { name: 'GPRS', kbits: 50, roundTrip: 500, runs: 6 },
  { name: '2G', kbits: 250, roundTrip: 300, runs: 2 },
  { name: '3G', kbits: 750, roundTrip: 100, runs: 2 },
];

/** Milliseconds in which the link carries so many bytes. */
export const transferTime = (network, bytes) => bytes * 8 / network.kbits;

/** The least time in which any browser can have the whole of a response: connect, ask, receive. */
export const floor = (network, bytes) => 2 * network.roundTrip + transferTime(network, bytes);

/** Opens a link to a server on this machine. `quiet` waits until nothing has moved on it for a while. */
export async function openLink(network, port) {
  const sockets = new Set();
  let free = 0; // When the pipe has sent what it was given so far.
  let busy = performance.now(); // When something last went up or down, or will.

  // What is due, in the order in which it was sent: timers of a busy machine overtake each other.
  const timetable = () => {
    const waiting = [];
    let timer;
    const deliver = () => {
      while (waiting.length > 0 && waiting[0].time <= performance.now()) waiting.shift().act();
      timer = waiting.length > 0 ? setTimeout(deliver, waiting[0].time - performance.now()) : undefined;
    };
    return (time, act) => {
      busy = Math.max(busy, time);
      waiting.push({ time, act });
      timer ??= setTimeout(deliver, time - performance.now());
    };
  };
  const down = timetable();

  const proxy = createServer((phone) => {
    const server = connect(port, '127.0.0.1');
    const opened = performance.now() + network.roundTrip;
    for (const socket of [phone, server]) {
      socket.setNoDelay(true);
      sockets.add(socket);
      socket.on('error', () => { phone.destroy(); server.destroy(); }).on('close', () => sockets.delete(socket));
    }
    const up = timetable();
    phone.on('data', (bytes) => up(Math.max(opened, performance.now()) + network.roundTrip / 2, () => server.writable && server.write(bytes)));
    phone.on('end', () => up(Math.max(opened, performance.now()) + network.roundTrip / 2, () => server.end()));
    server.on('data', (bytes) => {
      for (let start = 0; start < bytes.length; start += SEGMENT_BYTES) {
        const segment = bytes.subarray(start, start + SEGMENT_BYTES);
        free = Math.max(free, performance.now()) + transferTime(network, segment.length);
        down(free + network.roundTrip / 2, () => phone.writable && phone.write(segment));
      }
    });
    server.on('end', () => down(Math.max(free, performance.now()) + network.roundTrip / 2, () => phone.end()));
  });
  await new Promise((ready) => proxy.listen(0, '127.0.0.1', ready));
  return {
    port: proxy.address().port,
    async quiet() {
      const patience = network.roundTrip + 300;
      for (let rest = patience; rest > 0; rest = busy + patience - performance.now()) await sleep(rest);
    },
    close: () => { sockets.forEach((socket) => socket.destroy()); proxy.close(); },
  };
}
