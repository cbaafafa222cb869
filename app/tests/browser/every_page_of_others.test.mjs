// Every page that somebody who may do something, and somebody who may do little, find by following links.
import { visitEveryPage } from "./support/every_page.mjs";
import { employee, headOfIt, systemManager } from "./support/site.mjs";

visitEveryPage("a system manager", systemManager, { others: [headOfIt] });
visitEveryPage("an employee", employee, { others: [headOfIt, systemManager] });
