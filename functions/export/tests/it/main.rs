//! The function `export`: its files, whatever was typed, and its routes.

mod any_text;
mod audit;
mod columns;
mod completed;
mod download;
mod lines;
mod reports;
