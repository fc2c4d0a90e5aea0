export declare function begin(): void;
export declare function end(): void;
