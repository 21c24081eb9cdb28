//! The function `export`: its files, whatever was typed, and its routes.

mod any_text;
mod columns;
mod download;
mod lines;
mod reports;
