// Put in front of a program (`node --require`): notes every connection that it, or a thread of it, begins.
const dgram = require("node:dgram");
const dns = require("node:dns");
const { appendFileSync } = require("node:fs");
const net = require("node:net");

const noted = (owner, name) => {
  const before = owner[name];
  owner[name] = function (...given) {
    appendFileSync(process.env.NETWORK_LOG, `${name} ${JSON.stringify(given[0])}\n`);
    return before.apply(this, given);
  };
};

noted(net.Socket.prototype, "connect");
noted(net.Server.prototype, "listen");
for (const name of ["bind", "connect", "send"]) noted(dgram.Socket.prototype, name);
for (const name of ["lookup", "resolve"]) {
  noted(dns, name);
  noted(dns.promises, name);
}
