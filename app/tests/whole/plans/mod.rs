//! What the guidelines ask of plans, documents, duties and agreements, tried on the shipped packs through the program.

mod agreed;
mod recorded;
