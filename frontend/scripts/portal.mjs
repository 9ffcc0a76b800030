import { start } from "./shared.mjs";

start();
