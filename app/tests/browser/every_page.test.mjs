// Every page that somebody who may do much finds by following links; every_page_of_others.test.mjs has the others.
import { visitEveryPage } from "./support/every_page.mjs";
import { headOfIt } from "./support/site.mjs";

visitEveryPage("the head of IT", headOfIt);
