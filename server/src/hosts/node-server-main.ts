import { serveParent } from "./node-server.ts";

void serveParent();
